"""The debrief as a page: all that the HTML and the Markdown show, in the order of reading, as clean text.

Text from outside (notes, code, output, file names, a stranger's problem) is stripped of control characters here, once,
so that what renders a page has only its own format's special characters to escape.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mockml.bank.rubric import Rubric
from mockml.bank.spec import Problem
from mockml.interview.plan import Plan, clock_text
from mockml.interview.script import transcript, unwrap
from mockml.record.events import Event
from mockml.report.clean import clean
from mockml.report.debrief import Debrief
from mockml.report.text import REASONS
from mockml.report.verdict_text import MARKS, SHOWN_OUTPUT, tally
from mockml.report.versions import Version, versions_of
from mockml.scoring.assess import NOT_ASSESSED, SignalResult
from mockml.scoring.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Fact:
    """One item of evidence: what was measured, and when it happened. `measured` is False where nothing is known."""

    sentence: str
    clocks: tuple[str, ...]
    measured: bool


@dataclass(frozen=True, slots=True)
class SignalView:
    """One signal: the levels there are, the suggested one and one's own, why, and what one more would have taken."""

    title: str
    levels: tuple[str, ...]
    suggested: str | None
    own: str | None
    difference: str
    description: str
    facts: tuple[Fact, ...]
    to_improve: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PhaseView:
    """One phase: where it begins and ends in plan and in fact, in seconds; None where it was not reached."""

    name: str
    planned: str
    used: str
    plan: tuple[float, float]
    fact: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened: its kind, when, who, and in words. A phase that begins is a mark too."""

    kind: str
    seconds: float
    clock: str
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class CaseView:
    """One hidden case. `data` and `output` are there only where they are to be revealed."""

    mark: str
    outcome: str
    title: str
    tag: str
    message: str
    data: str
    output: str


@dataclass(frozen=True, slots=True)
class MissedView:
    """A clarification that was not asked for."""

    topic: str
    essential: bool
    answer: str


@dataclass(frozen=True, slots=True)
class FollowUpView:
    """A follow-up, what was answered, and what a strong answer makes of it."""

    ask: str
    answers: tuple[str, ...]
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A session's debrief, ready to be shown. All text is clean; nothing in it is escaped yet."""

    session: int
    problem: str
    title: str
    prompt: str
    started_at: str
    when: str
    length: str
    seed: int
    file: str
    finished: bool
    decision: str
    why: str
    signals: tuple[SignalView, ...]
    phases: tuple[PhaseView, ...]
    pauses: tuple[str, ...]
    seconds: float
    marks: tuple[Mark, ...]
    tally: str
    cases: tuple[CaseView, ...]
    revealed: bool
    missed: tuple[MissedView, ...]
    follow_ups: tuple[FollowUpView, ...]
    versions: tuple[Version, ...]
    facts: tuple[Fact, ...]
    next: tuple[str, ...]

    @property
    def failed(self) -> tuple[CaseView, ...]:
        """The cases that are not simply passed."""
        return tuple(case for case in self.cases if case.outcome != "passed")

    @property
    def passed(self) -> tuple[CaseView, ...]:
        """The cases that are."""
        return tuple(case for case in self.cases if case.outcome == "passed")


def build_page(
    debrief: Debrief, problem: Problem, rubric: Rubric, events: Sequence[Event], *, reveal: bool = False
) -> Page:
    """The page of a session; with `reveal`, the data of failed cases is on it."""
    verdict = debrief.verdict
    began = datetime.fromisoformat(debrief.started_at)
    return Page(
        session=debrief.session,
        problem=debrief.problem,
        title=line(debrief.title),
        prompt=clean(unwrap(problem.body.prompt)),
        started_at=debrief.started_at,
        when=f"{began.day} {began:%B %Y}, {began:%H:%M} UTC",
        length=clock_text(debrief.seconds),
        seed=debrief.seed,
        file=line(debrief.file),
        finished=debrief.finished,
        decision=line(debrief.decision),
        why=line(debrief.assessment.why),
        signals=tuple(_signal(signal, rubric.levels) for signal in debrief.assessment.signals),
        phases=_phases(debrief),
        pauses=tuple(_pause(pause) for pause in debrief.pauses),
        seconds=max(debrief.seconds, sum(phase.planned for phase in debrief.phases), 1.0),
        marks=_marks(debrief, problem, events),
        tally=tally(verdict) if verdict is not None else "",
        cases=tuple(_case(case, reveal) for case in verdict.cases) if verdict is not None else (),
        revealed=reveal,
        missed=tuple(MissedView(line(m.topic), m.essential, line(m.answer)) for m in debrief.missed),
        follow_ups=tuple(
            FollowUpView(line(f.ask), tuple(map(clean, f.answers)), tuple(map(line, f.points)))
            for f in debrief.follow_ups
        ),
        versions=versions_of(events),
        facts=tuple(map(_fact, debrief.evidence)),
        next=tuple(map(line, debrief.next)),
    )


def line(text: str) -> str:
    """Clean text on one line."""
    return " ".join(clean(text).split())


def _fact(item: Evidence) -> Fact:
    return Fact(line(item.sentence), tuple(map(clock_text, item.times)), item.value is not None)


def _signal(signal: SignalResult, levels: Sequence[str]) -> SignalView:
    return SignalView(
        title=line(signal.title),
        levels=tuple(map(line, levels)),
        suggested=signal.suggested and line(signal.suggested),
        own=signal.own and line(signal.own),
        difference=_difference(signal, levels),
        description=line(signal.description),
        facts=tuple(_fact(item) for item in signal.evidence if item.value is not None),
        to_improve=tuple(map(line, signal.to_improve)),
    )


def _difference(signal: SignalResult, levels: Sequence[str]) -> str:
    """How one's own level and the suggested one stand to each other, in words."""
    if not signal.own:
        return "you gave no grade"
    if signal.suggested is None or signal.own not in levels or signal.suggested not in levels:
        return f"{NOT_ASSESSED} by the evidence"
    above = levels.index(signal.own) - levels.index(signal.suggested)
    if above == 0:
        return "as the evidence has it"
    many = {1: "a level", 2: "two levels"}.get(abs(above), f"{abs(above)} levels")
    return f"{many} {'above' if above > 0 else 'below'} the evidence"


def _phases(debrief: Debrief) -> tuple[PhaseView, ...]:
    found, planned, used = [], 0.0, 0.0
    for phase in debrief.phases:
        fact = None if phase.used is None else (used, used + phase.used)
        plan = (planned, planned + phase.planned)
        words = "-" if phase.used is None else clock_text(phase.used)
        found.append(PhaseView(line(phase.phase), clock_text(phase.planned), words, plan, fact))
        planned, used = plan[1], used + (phase.used or 0.0)
    return tuple(found)


def _pause(pause: Any) -> str:
    why = REASONS.get(pause.reason, "stopped")
    return f"{why} at {clock_text(pause.clock)}, for {clock_text(pause.seconds)} min"


def _marks(debrief: Debrief, problem: Problem, events: Sequence[Event]) -> tuple[Mark, ...]:
    plan = Plan(tuple((phase.phase, phase.planned) for phase in debrief.phases))
    found = []
    for event in events:
        if event.kind == "started":
            continue  # the prompt, which has a section of its own
        if event.kind == "phase_entered":
            found.append(_mark(event, "room", str(event.data["phase"])))
            continue
        found += [_mark(event, said.who, said.text) for said in transcript(event, problem, plan, debrief.file)]
    return tuple(found)


def _mark(event: Event, who: str, text: str) -> Mark:
    return Mark(event.kind, event.clock, clock_text(event.clock), who, clean(text).strip("\n"))


def _case(case: Any, reveal: bool) -> CaseView:
    shown = reveal and case.outcome != "passed"
    return CaseView(
        mark=MARKS[case.outcome],
        outcome=case.outcome,
        title=line(case.title),
        tag=line(case.tag),
        message=clean(case.message).strip("\n"),
        data=clean(case.data).strip("\n") if shown else "",
        output=clean(case.output)[:SHOWN_OUTPUT].rstrip() if shown else "",
    )
