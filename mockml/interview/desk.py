"""What the engine's commands and ticks have in common: the session's state, and the moves that change its course."""

from __future__ import annotations

from collections.abc import Sequence

from mockml.bank.rubric import Rubric
from mockml.bank.spec import Problem
from mockml.interview import script
from mockml.interview.checklist import Checklist, pending, question
from mockml.interview.matching import Matcher
from mockml.interview.plan import Plan
from mockml.interview.script import Line
from mockml.interview.state import Manners, State, state_of
from mockml.interview.step import Draft, Grade, Leave
from mockml.judge.outcomes import Verdict
from mockml.record.events import Event
from mockml.record.phases import DISCUSS, SELF_GRADE


class Desk:
    """A session's problem, rubric and state, and what both the candidate and the clock can bring about."""

    def __init__(
        self,
        problem: Problem,
        rubric: Rubric,
        plan: Plan,
        file: str,
        seed: int,
        events: Sequence[Event] = (),
        manners: Manners | None = None,
    ) -> None:
        self.problem, self.rubric, self.file, self.seed = problem, rubric, file, seed
        self.events: list[Event] = list(events)
        self.state: State = state_of(self.events)
        self._first_plan, self._first_manners = plan, manners or Manners()
        self._matcher = Matcher(problem.body.clarifications, problem.general, problem.body.left_open)
        self._armed = ""  # the command that was warned about, and is carried out when it is repeated
        self._last_clock = self.state.clock

    @property
    def plan(self) -> Plan:
        """The plan as it stands: the candidate may have moved minutes from later phases to earlier ones."""
        return self.state.plan if self.state.plan.seconds else self._first_plan

    def lines_of(self, event: Event) -> list[Line]:
        """How an event reads in the transcript."""
        return script.transcript(event, self.problem, self.plan, self.file, self._tour)

    @property
    def _tour(self) -> bool:
        return (self.state.manners if self.events else self._first_manners).tour

    def _draft(self, now: float) -> Draft:
        return Draft(self.state, now, self.lines_of)

    def _confirmed(self, name: str) -> bool:
        confirmed = self._armed == name
        self._armed = "" if confirmed else name
        return confirmed

    def _sha(self) -> str:
        return self.state.saved.sha if self.state.saved else ""

    def _leave(self, draft: Draft, reason: str = "left") -> None:
        if draft.state.running:
            draft.event("paused", reason=reason)
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
            self._ask(draft)

    def _put_follow_up(self, draft: Draft) -> None:
        for follow_up in self.problem.body.follow_ups:
            if follow_up.id not in draft.state.put:
                draft.event("interjected", id=follow_up.id, text=follow_up.ask.strip(), kind="follow-up")
                return
        draft.say("That was my last question.", "interviewer")
        self._enter(draft, SELF_GRADE, "early")

    def _pending(self, draft: Draft) -> Checklist | None:
        return pending(self.problem, [*self.events, *draft.step.events])

    def _ask(self, draft: Draft) -> None:
        """Puts what is next when the interview is over: what to tick, then a signal to grade, then nothing more."""
        checklist = self._pending(draft)
        if checklist is not None:
            draft.say(question(checklist))
        elif draft.state.verdict is None:
            draft.say("The hidden cases are still running; one moment.")
        else:
            self._ask_signal(draft)

    def _all_graded(self, draft: Draft) -> bool:
        from mockml.interview import selfgrade  # the scoring is not needed for the first screen

        return selfgrade.next_signal(self.rubric, list(draft.state.self_grades)) is None

    def _ask_signal(self, draft: Draft) -> None:
        from mockml.interview import selfgrade  # the scoring is not needed for the first screen

        signal = selfgrade.next_signal(self.rubric, list(draft.state.self_grades))
        if signal is None:
            if draft.state.diagnosed:
                draft.event("finished", reason="complete")
                draft.effect(Leave(finished=True))
            else:
                draft.say("One moment: your tests are being tried on the typical bugs of this problem.")
            return
        verdict = Verdict.from_dict(draft.state.verdict) if draft.state.verdict else None
        events = [*self.events, *draft.step.events]
        draft.say(selfgrade.question(signal, self.problem, events, verdict))
