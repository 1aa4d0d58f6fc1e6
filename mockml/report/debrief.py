"""The debrief of a session as data: everything the text, and `report --json`, has to say."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from mockml.bank.rubric import Rubric
from mockml.bank.spec import Problem
from mockml.judge.outcomes import Verdict
from mockml.record.database import SessionRow
from mockml.record.events import Event
from mockml.record.phases import OUTLINE, PHASES
from mockml.report.advice import NextStep, next_steps
from mockml.scoring.assess import Assessment, assess
from mockml.scoring.evidence import Evidence, Facts, gather
from mockml.scoring.remarks import Remark, remarks
from mockml.words import touched


@dataclass(frozen=True, slots=True)
class PhaseTime:
    """A phase: seconds planned, and seconds used (None where it was not reached)."""

    phase: str
    planned: float
    used: float | None


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stopped: at which session second, for how many seconds, and why (asked, left or gap)."""

    clock: float
    seconds: float
    reason: str


@dataclass(frozen=True, slots=True)
class Missed:
    """A clarification that was not asked for, and what the answer would have been."""

    topic: str
    essential: bool
    answer: str


@dataclass(frozen=True, slots=True)
class FollowUpAnswer:
    """A follow-up that was put, what was answered, and the points of a strong answer, with those that were ticked."""

    ask: str
    answers: tuple[str, ...]
    points: tuple[str, ...]
    ticked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedMistake:
    """The known bug that a solution shares; `sure` where its failures also read the same."""

    bug: str
    title: str
    lesson: str
    sure: bool


@dataclass(frozen=True, slots=True)
class OutlineStep:
    """A step of a strong outline; whether it was ticked or, before that was `confirmed`, the notes seem to touch it."""

    step: str
    touched: bool
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Debrief:
    """What a candidate takes home."""

    session: int
    problem: str
    title: str
    started_at: str
    seed: int
    file: str
    finished: bool
    seconds: float
    phases: tuple[PhaseTime, ...]
    pauses: tuple[Pause, ...]
    assessment: Assessment
    evidence: tuple[Evidence, ...]
    verdict: Verdict | None
    missed: tuple[Missed, ...]
    follow_ups: tuple[FollowUpAnswer, ...]
    next: tuple[NextStep, ...]
    remarks: tuple[Remark, ...] = ()
    mistake: NamedMistake | None = None
    outline: tuple[OutlineStep, ...] = ()
    solution: str = ""
    reference: str = ""

    @property
    def decision(self) -> str:
        """The decision in words."""
        return self.assessment.decision

    @property
    def score(self) -> float | None:
        """The share of hidden cases that passed; None where there is no verdict."""
        return None if self.verdict is None or self.verdict.verdict == "unjudged" else round(self.verdict.score, 4)

    def as_dict(self) -> dict[str, Any]:
        """The debrief as JSON-able data."""
        data = asdict(self)
        data["verdict"] = self.verdict.as_dict() if self.verdict is not None else None
        return {**data, "decision": self.decision, "score": self.score}


def build(row: SessionRow, problem: Problem, events: Sequence[Event], rubric: Rubric) -> Debrief:
    """The debrief of a session, finished or not, from its events alone."""
    # Nor is the verdict told before the candidate has graded themselves.
    graded = [e for e in events if e.kind == "graded"] if row.finished else []
    verdict = Verdict.from_dict(graded[-1].data["verdict"]) if graded else None
    evidence = gather(problem, events, verdict)
    own = {str(e.data["signal"]): e.data["level"] for e in events if e.kind == "self_graded"}
    assessment = assess(rubric, evidence, own)
    mistake = _mistake(problem, events) if row.finished else None
    bug = mistake.bug if mistake is not None and mistake.sure else None
    return Debrief(
        session=row.id,
        problem=problem.id,
        title=problem.title,
        started_at=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(row.started_at)),
        seed=row.seed,
        file=row.file,
        finished=row.finished,
        seconds=_end(events),
        phases=_phases(row, events),
        pauses=_pauses(events),
        assessment=assessment,
        evidence=tuple(evidence.values()),
        verdict=verdict,
        # While a session can be gone on with, no answer is given away.
        missed=_missed(problem, events) if row.finished else (),
        follow_ups=_follow_ups(problem, events) if row.finished else (),
        next=next_steps(row, problem, rubric.levels, assessment, verdict, bug),
        remarks=remarks(evidence),
        mistake=mistake,
        outline=_outline(problem, events) if row.finished else (),
        solution=Facts(problem, events, verdict).source,
        reference=(problem.folder / "reference.py").read_text(encoding="utf-8") if row.finished else "",
    )


def _end(events: Sequence[Event]) -> float:
    """The session second at which the timed part was over, or as far as it got."""
    entered = [e.clock for e in events if e.kind == "phase_entered" and e.data["phase"] not in PHASES]
    return entered[0] if entered else max((e.clock for e in events), default=0.0)


def _mistake(problem: Problem, events: Sequence[Event]) -> NamedMistake | None:
    """The mistake that was named, with the problem's own words for it; a bug that is no longer there has none."""
    found = [e.data.get("mistake") for e in events if e.kind == "diagnosed"]
    if not found or found[-1] is None:
        return None
    bug = next((bug for bug in problem.bugs if bug.id == found[-1]["bug"]), None)
    return None if bug is None else NamedMistake(bug.id, bug.title, bug.lesson.strip(), bool(found[-1]["sure"]))


def _outline(problem: Problem, events: Sequence[Event]) -> tuple[OutlineStep, ...]:
    steps = [" ".join(step.split()) for step in problem.body.outline]
    ticked = _ticked(events)
    if "outline" in ticked:
        return tuple(OutlineStep(step, step in ticked["outline"], True) for step in steps)
    notes = [str(e.data["text"]) for e in events if e.kind == "noted" and e.data.get("phase") == OUTLINE]
    found = touched(steps, notes)
    return tuple(OutlineStep(step, i in found) for i, step in enumerate(steps))


def _ticked(events: Sequence[Event]) -> dict[str, tuple[str, ...]]:
    """What the candidate ticked, by what it is about."""
    return {str(e.data["about"]): tuple(map(str, e.data["made"])) for e in events if e.kind == "ticked"}


def _phases(row: SessionRow, events: Sequence[Event]) -> tuple[PhaseTime, ...]:
    entered = [(str(e.data["phase"]), e.clock) for e in events if e.kind == "phase_entered"]
    ends = [clock for _, clock in entered[1:]] + [_end(events)]
    used: dict[str, float] = {}
    for (phase, clock), end in zip(entered, ends, strict=False):
        used[phase] = used.get(phase, 0.0) + max(end - clock, 0.0)
    return tuple(PhaseTime(phase, planned, used.get(phase)) for phase, planned in row.plan)


def _pauses(events: Sequence[Event]) -> tuple[Pause, ...]:
    pauses, open_pause = [], None
    for event in events:
        if event.kind == "paused":
            open_pause = event
        elif event.kind == "resumed" and open_pause is not None:
            gap = round(float(event.data["gap"]), 3)
            pauses.append(Pause(open_pause.clock, gap, str(open_pause.data["reason"])))
            open_pause = None
    return tuple(pauses)


def _missed(problem: Problem, events: Sequence[Event]) -> tuple[Missed, ...]:
    given = {e.data.get("clarification") for e in events if e.kind == "answered"}
    missed = sorted((c for c in problem.body.clarifications if c.id not in given), key=lambda c: not c.essential)
    return tuple(Missed(c.topic, c.essential, c.answer.strip()) for c in missed)


def _follow_ups(problem: Problem, events: Sequence[Event]) -> tuple[FollowUpAnswer, ...]:
    put = [e.data["id"] for e in events if e.kind == "interjected" and e.data.get("kind") == "follow-up"]
    said: dict[str, list[str]] = {}
    for event in events:
        if event.kind == "noted" and event.data.get("about"):
            said.setdefault(str(event.data["about"]), []).append(str(event.data["text"]))
    ticked = _ticked(events)
    found = [(f, f"follow-up:{f.id}") for f in problem.body.follow_ups if f.id in put]
    return tuple(
        FollowUpAnswer(
            f.ask.strip(),
            tuple(said.get(about, ())),
            tuple(" ".join(point.split()) for point in f.listen_for),
            ticked.get(about, ()),
        )
        for f, about in found
    )
