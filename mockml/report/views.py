"""What a page of the debrief is made of: plain data in the order of reading, all text clean, none of it escaped."""

from __future__ import annotations

from dataclasses import dataclass

from mockml.report.versions import Version


@dataclass(frozen=True, slots=True)
class Fact:
    """One item of evidence: what was measured, and when it happened. `measured` is False where nothing is known."""

    sentence: str
    clocks: tuple[str, ...]
    measured: bool


@dataclass(frozen=True, slots=True)
class SignalView:
    """One signal: the levels there are, the suggested one and one's own, why, and what one more would have taken.

    `worth` is its part of the score, '' where the rubric makes none.
    """

    title: str
    levels: tuple[str, ...]
    suggested: str | None
    own: str | None
    difference: str
    description: str
    facts: tuple[Fact, ...]
    to_improve: tuple[str, ...]
    worth: str


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
    """A follow-up, what was answered, and the points of a strong answer, each with whether it was ticked."""

    ask: str
    answers: tuple[str, ...]
    points: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class RemarkView:
    """A sentence an interviewer would write, and the times of what is behind it."""

    text: str
    clocks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MistakeView:
    """The mistake by its name, how sure that is, and what is learned from it."""

    words: str
    lesson: str


@dataclass(frozen=True, slots=True)
class StepView:
    """A step of a strong outline, and whether one's own has it, as confirmed or as it seems."""

    text: str
    touched: bool
    confirmed: bool


@dataclass(frozen=True, slots=True)
class NextView:
    """A command to type, and why."""

    command: str
    why: str


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
    score: str
    remarks: tuple[RemarkView, ...]
    signals: tuple[SignalView, ...]
    phases: tuple[PhaseView, ...]
    pauses: tuple[str, ...]
    seconds: float
    marks: tuple[Mark, ...]
    tally: str
    cases: tuple[CaseView, ...]
    revealed: bool
    mistake: MistakeView | None
    missed: tuple[MissedView, ...]
    outline: tuple[StepView, ...]
    follow_ups: tuple[FollowUpView, ...]
    versions: tuple[Version, ...]
    facts: tuple[Fact, ...]
    solution: str
    reference: str
    next: tuple[NextView, ...]

    @property
    def failed(self) -> tuple[CaseView, ...]:
        """The cases that are not simply passed."""
        return tuple(case for case in self.cases if case.outcome != "passed")

    @property
    def passed(self) -> tuple[CaseView, ...]:
        """The cases that are."""
        return tuple(case for case in self.cases if case.outcome == "passed")
