"""The interview as a state machine: commands, ticks and results in; events, lines and effects out.

The engine decides; it does nothing. Whoever runs it commits the events of a step, gives them back with `apply`,
shows its lines and carries out its effects, in that order, so that nothing is shown that could be lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mockml.bank.rubric import Rubric
from mockml.bank.spec import Problem
from mockml.interview import script, selfgrade
from mockml.interview.actions import ACTIONS, Command, Misunderstood, parse
from mockml.interview.matching import Matcher
from mockml.interview.plan import Plan, clock_text
from mockml.interview.script import Line
from mockml.interview.state import State, fold, state_of
from mockml.interview.step import Draft, Effect, Grade, Leave, RunVisible, Step, TryLine
from mockml.judge.outcomes import Verdict
from mockml.record.events import Event
from mockml.record.phases import CLARIFY, CODE, DISCUSS, PHASES, SELF_GRADE, TEST


class Interview:
    """One session's engine. `file` is how the solution file is called in what is said."""

    def __init__(
        self, problem: Problem, rubric: Rubric, plan: Plan, file: str, seed: int, events: Sequence[Event] = ()
    ) -> None:
        self.problem, self.rubric, self.plan, self.file, self.seed = problem, rubric, plan, file, seed
        self.events: list[Event] = list(events)
        self.state: State = state_of(self.events)
        self._matcher = Matcher([*problem.body.clarifications, *problem.general])
        self._armed = ""  # the command that was warned about, and is carried out when it is repeated
        self._last_clock = self.state.clock

    # -- what the runner calls -------------------------------------------------------------------------------

    def start(self, now: float) -> Step:
        """The first step of a new session."""
        draft = self._draft(now)
        plan = [list(row) for row in self.plan.seconds]
        draft.event(
            "started", problem=self.problem.id, seed=self.seed, rubric=self.rubric.id, plan=plan, file=self.file
        )
        draft.event("phase_entered", phase=PHASES[0], reason="start")
        return draft.step

    def come_back(self, now: float, last_seen: float) -> Step:
        """The first step after an interruption: what was not seen is a pause, and is shown as one."""
        draft = self._draft(now)
        if self.state.running:
            draft.event("paused", max(last_seen, self.state.since), reason="gap")
        draft.event("resumed", gap=max(now - draft.state.since, 0.0))
        if self.state.submitted and self.state.verdict is None:
            draft.effect(Grade())
        if self.state.phase == SELF_GRADE and self.state.verdict is not None:
            self._ask_signal(draft)
        self._last_clock = draft.clock
        return draft.step

    def line(self, text: str, now: float) -> Step:
        """What comes of a line the candidate typed."""
        draft = self._draft(now)
        command = parse(text)
        if command is None:
            return draft.step
        if isinstance(command, Misunderstood):
            draft.say(command.message)
            return draft.step
        if self._armed and command.name != self._armed:
            self._armed = ""
        if not self.state.running and command.name not in ("resume", "time", "help", "quit", "prompt"):
            draft.say("The clock is stopped: /resume lets it run, /quit leaves.")
            return draft.step
        getattr(self, f"_do_{command.name}")(draft, command)
        return draft.step

    def tick(self, now: float, *, typing: bool = False) -> Step:
        """What comes of time going by: phases end, the last minutes are said, the interviewer interjects."""
        draft = self._draft(now)
        if not self.state.running or not self.state.timed:
            self._last_clock = draft.clock
            return draft.step
        phase = str(self.state.phase)
        self._warn_total(draft)
        if draft.clock >= self.plan.total:
            self._hand_in(draft, "time")
            self._enter(draft, SELF_GRADE, "time")
        elif draft.clock >= self.plan.end(phase):
            if phase == TEST:
                self._hand_in(draft, "time")
            self._enter(draft, self.plan.after(phase), "time")
        else:
            self._warn_phase(draft)
            if phase == CODE and not typing:
                self._interject(draft)
        self._last_clock = draft.clock
        return draft.step

    def saved(self, sha: str, text: str, now: float) -> Step:
        """The solution file was saved with new content."""
        draft = self._draft(now)
        if self.state.finished or (self.state.saved is not None and self.state.saved.sha == sha):
            return draft.step
        if self.state.running and not self.state.submitted:
            lines, size = len(text.splitlines()), len(text.encode("utf-8", "surrogatepass"))
            draft.event("saved", sha=sha, lines=lines, size=size, text=text, phase=self.state.phase)
        return draft.step

    def said(self, text: str, now: float) -> Step:
        """The room has something to say that is no event: a file that is gone, a result that failed."""
        draft = self._draft(now)
        draft.say(text)
        return draft.step

    def ran(self, summary: dict[str, Any], now: float) -> Step:
        """The visible examples and own tests have run."""
        draft = self._draft(now)
        draft.event("ran", **summary, phase=self.state.phase, sha=self._sha())
        return draft.step

    def tried(self, expression: str, output: str, failed: bool, now: float) -> Step:
        """A line of Python was evaluated."""
        draft = self._draft(now)
        data = {"expr": expression, "output": output, "error": failed}
        draft.event("tried", **data, phase=self.state.phase, sha=self._sha())
        return draft.step

    def graded(self, verdict: Verdict, now: float) -> Step:
        """The hidden cases have run."""
        draft = self._draft(now)
        draft.event("graded", verdict=verdict.as_dict())
        if draft.state.phase == SELF_GRADE:
            self._ask_signal(draft)
        return draft.step

    def end_of_input(self, now: float) -> Step:
        """The candidate is gone: save and leave."""
        draft = self._draft(now)
        self._leave(draft)
        return draft.step

    def apply(self, step: Step) -> None:
        """Takes a step's events as committed."""
        for event in step.events:
            self.events.append(event)
            self.state = fold(self.state, event)

    def lines_of(self, event: Event) -> list[Line]:
        """How an event reads in the transcript."""
        return script.transcript(event, self.problem, self.plan, self.file)

    def history(self) -> list[Line]:
        """The transcript so far, for a session that is gone on with."""
        return [line for event in self.events for line in self.lines_of(event)]

    # -- commands --------------------------------------------------------------------------------------------

    def _do_say(self, draft: Draft, command: Command) -> None:
        state = draft.state
        if state.phase == SELF_GRADE:
            self._grade_oneself(draft, command.text)
        elif state.waiting is not None:
            self._answer(draft, command.text)
        elif state.phase == CLARIFY or command.text.endswith("?"):
            self._do_ask(draft, command)
        else:
            self._do_note(draft, command)

    def _do_ask(self, draft: Draft, command: Command) -> None:
        if draft.state.phase == SELF_GRADE:
            draft.say("The interview is over; the debrief comes after your own grades.")
            return
        draft.event("asked", text=command.text)
        found = self._matcher.match(command.text).found
        if not found:
            count = sum(event.data.get("how") == "your-call" for event in self.events if event.kind == "answered")
            draft.event("answered", text=script.your_call(count), clarification=None, how="your-call")
        elif len(found) > 1:
            text = f"Do you mean {found[0].topic}, or {found[1].topic}? Ask about one of them."
            draft.event("answered", text=text, clarification=None, how="which")
        else:
            known = found[0]
            repeated = known.id in draft.state.answered
            text = script.again(known.answer) if repeated else known.answer.strip()
            draft.event("answered", text=text, clarification=known.id, how="again" if repeated else "answer")

    def _do_note(self, draft: Draft, command: Command) -> None:
        if draft.state.phase == SELF_GRADE:
            draft.say("The interview is over; notes are closed.")
            return
        draft.event("noted", text=command.text, phase=draft.state.phase, about=None)

    def _do_run(self, draft: Draft, _command: Command) -> None:
        self._verify(draft, RunVisible())

    def _do_try(self, draft: Draft, command: Command) -> None:
        self._verify(draft, TryLine(command.text))

    def _verify(self, draft: Draft, effect: Effect) -> None:
        if draft.state.submitted:
            draft.say("You have handed in; there is nothing more to run.")
        else:
            draft.effect(effect)

    def _do_hint(self, draft: Draft, _command: Command) -> None:
        hints = self.problem.body.hints
        if not draft.state.timed or draft.state.submitted:
            draft.say("Hints are for while you work.")
        elif draft.state.hints >= len(hints):
            draft.say("That was the last hint.")
        elif self._confirmed("hint"):
            number = draft.state.hints + 1
            draft.event("hinted", number=number, text=hints[number - 1].strip())
        else:
            left = len(hints) - draft.state.hints
            draft.say(f"A hint is noted in your debrief ({left} left, each gives more away). /hint again to have it.")

    def _do_next(self, draft: Draft, _command: Command) -> None:
        phase = draft.state.phase
        if phase == SELF_GRADE:
            draft.say("Grade yourself to finish: type a number, 0 for no grade.")
        elif phase == TEST:
            self._do_submit(draft, _command)
        else:
            self._enter(draft, self.plan.after(str(phase)), "early")

    def _do_pass(self, draft: Draft, _command: Command) -> None:
        if draft.state.phase == DISCUSS and draft.state.waiting is not None:
            draft.say("Passed.")
            self._put_follow_up(draft)
        else:
            draft.say("There is no question to pass.")

    def _do_submit(self, draft: Draft, _command: Command) -> None:
        state = draft.state
        if state.submitted:
            draft.say("You have handed in already.")
        elif state.phase not in (CODE, TEST):
            draft.say("There is nothing to hand in yet; /next goes on.")
        elif state.saved is None and not self._confirmed("submit"):
            draft.say(f"Nothing was saved to {self.file} yet. /submit again to hand it in as it is.")
        else:
            self._hand_in(draft, "asked")
            self._enter(draft, DISCUSS, "submit")

    def _do_time(self, draft: Draft, _command: Command) -> None:
        state, now = draft.state, draft.now
        if not state.timed:
            draft.say("The clock no longer counts.")
            return
        paused = "" if state.running else " The clock is stopped."
        phase, total = clock_text(state.left_in_phase(now)), clock_text(state.left(now))
        draft.say(f"{state.phase}: {phase} min left; {total} min in all.{paused}")

    def _do_prompt(self, draft: Draft, _command: Command) -> None:
        draft.say(script.prompt_text(self.problem), "interviewer")

    def _do_pause(self, draft: Draft, _command: Command) -> None:
        if draft.state.timed:
            draft.event("paused", reason="asked")
        else:
            draft.say("The clock no longer counts.")

    def _do_resume(self, draft: Draft, _command: Command) -> None:
        if draft.state.running:
            draft.say("The clock is running.")
        else:
            draft.event("resumed", gap=max(draft.now - draft.state.since, 0.0))

    def _do_help(self, draft: Draft, _command: Command) -> None:
        width = max(len(action.usage) for action in ACTIONS)
        keyed = [f"{a.usage:<{width}}  {a.help}" + (f" ({a.key.upper()})" if a.key else "") for a in ACTIONS]
        draft.say("\n".join(keyed))

    def _do_quit(self, draft: Draft, _command: Command) -> None:
        self._leave(draft)

    # -- parts -----------------------------------------------------------------------------------------------

    def _draft(self, now: float) -> Draft:
        return Draft(self.state, now, self.lines_of)

    def _confirmed(self, name: str) -> bool:
        confirmed = self._armed == name
        self._armed = "" if confirmed else name
        return confirmed

    def _sha(self) -> str:
        return self.state.saved.sha if self.state.saved else ""

    def _leave(self, draft: Draft) -> None:
        if draft.state.running:
            draft.event("paused", reason="left")
        draft.effect(Leave(finished=False))

    def _hand_in(self, draft: Draft, reason: str) -> None:
        if not draft.state.submitted:
            draft.event("submitted", sha=self._sha(), reason=reason)
            draft.effect(Grade())

    def _enter(self, draft: Draft, phase: str, reason: str) -> None:
        if phase == SELF_GRADE and not draft.state.submitted:
            self._hand_in(draft, "time" if reason == "time" else "asked")
        draft.event("phase_entered", phase=phase, reason=reason)
        if phase == DISCUSS:
            self._put_follow_up(draft)
        elif phase == SELF_GRADE:
            if draft.state.verdict is None:
                draft.say("The hidden cases are still running; one moment.")
            else:
                self._ask_signal(draft)

    def _put_follow_up(self, draft: Draft) -> None:
        for follow_up in self.problem.body.follow_ups:
            if follow_up.id not in draft.state.put:
                draft.event("interjected", id=follow_up.id, text=follow_up.ask.strip(), kind="follow-up")
                return
        draft.say("That was my last question.", "interviewer")
        self._enter(draft, SELF_GRADE, "early")

    def _answer(self, draft: Draft, text: str) -> None:
        kind, name = draft.state.waiting or ("", "")
        draft.event("noted", text=text, phase=draft.state.phase, about=f"{kind}:{name}")
        if kind == "follow-up":
            self._put_follow_up(draft)

    def _warn_total(self, draft: Draft) -> None:
        for minutes in (5, 1):
            mark = self.plan.total - 60 * minutes
            if self._last_clock < mark <= draft.clock and mark > 0:
                draft.say(f"{minutes} minute{'s' if minutes > 1 else ''} left in all.")

    def _warn_phase(self, draft: Draft) -> None:
        phase = str(self.state.phase)
        end = self.plan.end(phase)
        if end < self.plan.total and self._last_clock < end - 60 <= draft.clock and self.plan.length(phase) > 60:
            draft.say(f"1 minute left to {phase}.")

    def _interject(self, draft: Draft) -> None:
        state = draft.state
        if state.waiting is not None or state.code_clock is None:
            return
        for interjection in self.problem.body.interjections:
            when = interjection.when
            due = (
                (when.minute is not None and draft.clock - state.code_clock >= when.minute * 60)
                or (when.on == "first-save" and state.saved is not None)
                or (when.silence is not None and draft.clock - state.last_act >= when.silence * 60)
            )
            if due and interjection.id not in state.put:
                draft.event("interjected", id=interjection.id, text=interjection.ask.strip(), kind="interjection")
                return

    def _ask_signal(self, draft: Draft) -> None:
        signal = selfgrade.next_signal(self.rubric, list(draft.state.self_grades))
        if signal is None:
            draft.event("finished", reason="complete")
            draft.effect(Leave(finished=True))
            return
        verdict = Verdict.from_dict(draft.state.verdict) if draft.state.verdict else None
        events = [*self.events, *draft.step.events]
        draft.say(selfgrade.question(signal, self.problem, events, verdict))

    def _grade_oneself(self, draft: Draft, text: str) -> None:
        if draft.state.verdict is None:
            draft.say("The hidden cases are still running; one moment.")
            return
        signal = selfgrade.next_signal(self.rubric, list(draft.state.self_grades))
        assert signal is not None
        understood, level = selfgrade.chosen(text, signal)
        if not understood:
            draft.say(f"Type a number from 1 to {len(signal.levels)}, or 0 for no grade.")
            return
        draft.event("self_graded", signal=signal.id, level=level)
        self._ask_signal(draft)
