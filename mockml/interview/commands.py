"""What each command of the candidate does: `_do_NAME` for every action, and `_do_say` for plain text."""

from __future__ import annotations

from mockml.interview import script
from mockml.interview.actions import ACTIONS, Command
from mockml.interview.checklist import chosen
from mockml.interview.desk import Desk
from mockml.interview.matching import is_statement
from mockml.interview.plan import clock_text
from mockml.interview.state import AWAY
from mockml.interview.step import ChangeTheme, Draft, Effect, OpenEditor, RunVisible, TryLine
from mockml.judge.outcomes import Verdict
from mockml.record.phases import CLARIFY, CODE, DISCUSS, SELF_GRADE, TEST

MORE_MINUTES = 2.0


class Commands(Desk):
    """The candidate's side of the interview."""

    def _do_say(self, draft: Draft, command: Command) -> None:
        state = draft.state
        if state.phase == SELF_GRADE:
            self._look_back(draft, command.text)
        elif state.waiting is not None:
            self._answer(draft, command.text)
        elif command.text.endswith("?") or (state.phase == CLARIFY and not is_statement(command.text)):
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
            draft.say("Answer with a number to go on: 0 for nothing to tick, or for no grade.")
        elif phase == TEST:
            self._do_submit(draft, _command)
        else:
            self._enter(draft, draft.state.plan.after(str(phase)), "early")

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

    def _do_more(self, draft: Draft, command: Command) -> None:
        state, minutes = draft.state, _minutes(command.text)
        if not state.timed or state.phase == DISCUSS:
            draft.say("There is no later phase to take time from.")
        elif minutes is None:
            draft.say("It goes like this: /more, or /more 3 for three minutes.")
        else:
            self._extend(draft, str(state.phase), minutes * 60, state.plan.end(str(state.phase)))

    def _do_back(self, draft: Draft, _command: Command) -> None:
        state = draft.state
        earlier = state.plan.before(str(state.phase)) if state.timed else None
        if state.manners.strict:
            draft.say("In a strict session there is no going back.")
        elif state.submitted or earlier is None:
            draft.say("You have handed in; there is no going back." if state.submitted else "This is the first phase.")
        else:
            if state.plan.end(earlier) - draft.clock < 60 * MORE_MINUTES:
                self._extend(draft, earlier, 60 * MORE_MINUTES, draft.clock)
            self._enter(draft, earlier, "back")

    def _extend(self, draft: Draft, phase: str, seconds: float, reached: float) -> None:
        before = draft.state.plan
        plan = before.extended(phase, seconds, reached)
        if plan == before:
            draft.say("The later phases have no time left to give.")
        else:
            gained = round(plan.end(phase) - before.end(phase), 3)
            draft.event("extended", phase=phase, seconds=gained, plan=[list(row) for row in plan.seconds])

    def _do_edit(self, draft: Draft, _command: Command) -> None:
        draft.effect(OpenEditor())

    def _do_theme(self, draft: Draft, command: Command) -> None:
        draft.effect(ChangeTheme(command.text))

    def _do_pause(self, draft: Draft, _command: Command) -> None:
        if not draft.state.timed:
            draft.say("The clock no longer counts.")
        elif not draft.state.manners.allow_pause:
            draft.say("An interview has no pause. /quit leaves, and the record shows it; mockml start --allow-pause "
                      "begins a session that can be paused.")  # fmt: skip
        else:
            draft.event("paused", reason="asked")

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
        if not (draft.state.manners.strict and draft.state.timed):
            self._leave(draft)
        elif self._confirmed("quit"):
            self._leave(draft, AWAY)
        else:
            draft.say("This session is strict: the clock runs on while you are away. /quit again leaves all the same.")

    def _answer(self, draft: Draft, text: str) -> None:
        kind, name = draft.state.waiting or ("", "")
        draft.event("noted", text=text, phase=draft.state.phase, about=f"{kind}:{name}")
        if kind == "follow-up":
            self._put_follow_up(draft)

    def _look_back(self, draft: Draft, text: str) -> None:
        """What was typed once the interview is over: ticks first, then grades."""
        checklist = self._pending(draft)
        if checklist is None:
            self._grade_oneself(draft, text)
            return
        places = chosen(text, checklist)
        if places is None:
            draft.say(f"Type the numbers of those you made, from 1 to {len(checklist.points)}, or 0 for none.")
            return
        made, guessed = ([checklist.points[i] for i in which] for which in (places, checklist.guessed))
        draft.event("ticked", about=checklist.about, made=made, guessed=guessed, of=len(checklist.points))
        self._ask(draft)

    def _grade_oneself(self, draft: Draft, text: str) -> None:
        from mockml.interview import selfgrade  # the scoring is not needed for the first screen

        if draft.state.verdict is None:
            draft.say("The hidden cases are still running; one moment.")
            return
        signal = selfgrade.next_signal(self.rubric, list(draft.state.self_grades))
        if signal is None:
            draft.say("One moment: your tests are being tried on the typical bugs of this problem.")
            return
        understood, level = selfgrade.chosen(text, signal)
        if not understood:
            draft.say(f"Type a number from 1 to {len(signal.levels)}, or 0 for no grade.")
            return
        draft.event("self_graded", signal=signal.id, level=level)
        verdict = Verdict.from_dict(draft.state.verdict)
        draft.say(selfgrade.compared(signal, level, self.problem, [*self.events, *draft.step.events], verdict))
        self._ask(draft)


def _minutes(text: str) -> float | None:
    """The minutes that `/more` names, two where it names none; None for what is no number of minutes."""
    if not text:
        return MORE_MINUTES
    try:
        minutes = float(text.split()[0])
    except ValueError:
        return None
    return minutes if 0 < minutes <= 24 * 60 else None
