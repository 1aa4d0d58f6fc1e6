"""The debrief as a page: all that the HTML and the Markdown show, in the order of reading, as clean text.

Text from outside (notes, code, output, file names, a stranger's problem) is stripped of control characters here, once,
so that what renders a page has only its own format's special characters to escape.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from mockml.bank.rubric import Rubric
from mockml.bank.spec import Problem
from mockml.interview.plan import Plan, clock_text
from mockml.interview.script import transcript, unwrap
from mockml.judge.outcomes import CaseResult
from mockml.record.events import Event
from mockml.report.clean import clean
from mockml.report.debrief import Debrief, NamedMistake, Pause
from mockml.report.text import REASONS, mistake_words
from mockml.report.verdict_text import MARKS, SHOWN_OUTPUT, tally
from mockml.report.versions import versions_of
from mockml.report.views import (
    CaseView,
    Fact,
    FollowUpView,
    Mark,
    MissedView,
    MistakeView,
    NextView,
    Page,
    PhaseView,
    RemarkView,
    SignalView,
    StepView,
)
from mockml.scoring.assess import NOT_ASSESSED, SignalResult
from mockml.scoring.evidence import Evidence


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
        score=_score(debrief.assessment.score),
        remarks=_remarks(debrief),
        signals=tuple(_signal(signal, rubric.levels) for signal in debrief.assessment.signals),
        phases=_phases(debrief),
        pauses=tuple(_pause(pause) for pause in debrief.pauses),
        seconds=max(debrief.seconds, sum(phase.planned for phase in debrief.phases), 1.0),
        marks=_marks(debrief, problem, events),
        tally=tally(verdict) if verdict is not None else "",
        cases=tuple(_case(case, reveal) for case in verdict.cases) if verdict is not None else (),
        revealed=reveal,
        mistake=_mistake(debrief.mistake),
        missed=tuple(MissedView(line(m.topic), m.essential, line(m.answer)) for m in debrief.missed),
        outline=tuple(StepView(line(step.step), step.touched, step.confirmed) for step in debrief.outline),
        follow_ups=tuple(
            FollowUpView(line(f.ask), tuple(map(clean, f.answers)), tuple((line(p), p in f.ticked) for p in f.points))
            for f in debrief.follow_ups
        ),
        versions=versions_of(events),
        facts=tuple(map(_fact, debrief.evidence)),
        solution=clean(debrief.solution),
        reference=clean(debrief.reference),
        next=tuple(NextView(line(step.command), line(step.why)) for step in debrief.next),
    )


def line(text: str) -> str:
    """Clean text on one line."""
    return " ".join(clean(text).split())


def _score(score: float | None) -> str:
    return "" if score is None else f"{score:.0f} of 100"


def _remarks(debrief: Debrief) -> tuple[RemarkView, ...]:
    when = {item.id: item.times for item in debrief.evidence}
    found = []
    for remark in debrief.remarks:
        times = sorted({clock for name in remark.evidence for clock in when.get(name, ())})
        found.append(RemarkView(line(remark.text), tuple(map(clock_text, times))))
    return tuple(found)


def _mistake(mistake: NamedMistake | None) -> MistakeView | None:
    return None if mistake is None else MistakeView(line(mistake_words(mistake)), line(mistake.lesson))


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
        worth="" if signal.points is None else f"{signal.points:.0f} of {signal.weight:g} points",
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


def _pause(pause: Pause) -> str:
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


def _case(case: CaseResult, reveal: bool) -> CaseView:
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
