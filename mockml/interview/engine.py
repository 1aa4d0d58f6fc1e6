"""The interview as a state machine: commands, ticks and results in; events, lines and effects out.

The engine decides; it does nothing. Whoever runs it commits the events of a step, gives them back with `apply`,
shows its lines and carries out its effects, in that order, so that nothing is shown that could be lost.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from mockml.interview.actions import Misunderstood, parse
from mockml.interview.commands import Commands
from mockml.interview.script import Line
from mockml.interview.state import AWAY, fold
from mockml.interview.step import Diagnose, Draft, Grade, Step
from mockml.judge.outcomes import Verdict
from mockml.record.phases import CODE, PHASES, SELF_GRADE, TEST

ALWAYS = ("resume", "time", "help", "quit", "prompt", "edit", "theme")  # also while the clock is stopped


class Interview(Commands):
    """One session's engine. `file` is how the solution file is called in what is said."""

    # -- what the runner calls -------------------------------------------------------------------------------

    def start(self, now: float) -> Step:
        """The first step of a new session."""
        draft = self._draft(now)
        plan = [list(row) for row in self.plan.seconds]
        names = {"problem": self.problem.id, "seed": self.seed, "rubric": self.rubric.id, "file": self.file}
        draft.event("started", **names, plan=plan, **asdict(self._first_manners))
        draft.event("phase_entered", phase=PHASES[0], reason="start")
        return draft.step

    def come_back(self, now: float, last_seen: float) -> Step:
        """The first step after an interruption: what was not seen is a pause, and is shown as one."""
        if self.events and self.events[-1].kind == "paused" and self.events[-1].data["reason"] == AWAY:
            return self._come_back_late(now)
        draft = self._draft(now)
        if self.state.running:
            draft.event("paused", max(last_seen, self.state.since), reason="gap")
        draft.event("resumed", gap=max(now - draft.state.since, 0.0))
        self._pick_up(draft)
        return draft.step

    def _come_back_late(self, now: float) -> Step:
        """Back in a strict session: its clock ran on, to the end of the interview at most."""
        over = self.state.since + self.state.left(self.state.since)
        draft = self._draft(min(now, over))
        draft.event("resumed", gap=0.0)
        if now >= over:
            self._hand_in(draft, "time")
            self._enter(draft, SELF_GRADE, "time")
        self._pick_up(draft)
        return draft.step

    def stood_still(self, since: float, now: float) -> Step:
        """The room itself stood still from `since` on, as in a suspended laptop: a gap, not a silence."""
        draft = self._draft(now)
        if self.state.running and self.state.timed:
            draft.event("paused", max(since, self.state.since), reason="asleep")
            draft.event("resumed", gap=max(now - draft.state.since, 0.0))
            self._last_clock = draft.clock
        return draft.step

    def _pick_up(self, draft: Draft) -> None:
        if self.state.submitted and self.state.verdict is None:
            draft.effect(Grade())
        elif self.state.submitted and not self.state.diagnosed:
            draft.effect(Diagnose())
        if self.state.phase == SELF_GRADE:
            self._ask(draft)
        self._last_clock = draft.clock

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
        if not self.state.running and command.name not in ALWAYS:
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
        draft.effect(Diagnose())
        if draft.state.phase == SELF_GRADE and self._pending(draft) is None:
            self._ask(draft)
        return draft.step

    def diagnosed(self, strength: dict[str, Any] | None, mistake: dict[str, Any] | None, now: float) -> Step:
        """What the solution says beyond its verdict is known; None for what could not be found out."""
        draft = self._draft(now)
        if not draft.state.finished:
            draft.event("diagnosed", strength=strength, mistake=mistake)
            if draft.state.phase == SELF_GRADE and self._all_graded(draft):
                self._ask(draft)
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

    def history(self) -> list[Line]:
        """The transcript so far, for a session that is gone on with."""
        return [line for event in self.events for line in self.lines_of(event)]

    def _warn_total(self, draft: Draft) -> None:
        for minutes in (5, 1):
            mark = self.plan.total - 60 * minutes
            if self._last_clock < mark <= draft.clock and mark > 0:
                draft.say(f"{minutes} minute{'s' if minutes > 1 else ''} left in all.", weight="alarm")

    def _warn_phase(self, draft: Draft) -> None:
        phase = str(self.state.phase)
        end = self.plan.end(phase)
        if end < self.plan.total and self._last_clock < end - 60 <= draft.clock and self.plan.length(phase) > 60:
            draft.say(f"1 minute left to {phase}.", weight="alarm")

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
