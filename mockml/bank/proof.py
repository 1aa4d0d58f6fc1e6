"""Proves a problem: what its solutions, bugs and mutants do in its cases, on many seeds, and what does not hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from mockml.bank.bugs import apply_bug
from mockml.bank.mutants import mutants
from mockml.bank.spec import Equivalent, Problem

if TYPE_CHECKING:
    from mockml.judge.outcomes import CaseResult
    from mockml.judge.service import Judge

Kind = Literal["solution", "bug", "rest", "mutant"]
MUTANT_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Subject:
    """Something to run: a right solution, a bug in the cases it names or in the rest, a mutant until it is killed."""

    kind: Kind
    id: str
    source: str
    cases: tuple[str, ...]


@dataclass(slots=True)
class Count:
    """How often a subject ran in one case, how often it was not accepted, and the first time that it was or was not."""

    runs: int = 0
    rejected: int = 0
    first_rejected: str = ""
    first_accepted: str = ""
    outcomes: set[str] = field(default_factory=set)
    speed: float | None = None

    def add(self, result: CaseResult, seed: int) -> None:
        """Counts one run."""
        self.runs += 1
        self.outcomes.add(result.outcome)
        if result.speed is not None:
            self.speed = max(self.speed or 0.0, result.speed)
        if result.good:
            self.first_accepted = self.first_accepted or f"seed {seed}: {result.outcome}"
        else:
            self.rejected += 1
            self.first_rejected = self.first_rejected or f"seed {seed}: {result.outcome}: {result.message}"

    def merge(self, other: Count) -> None:
        """Adds what was counted elsewhere."""
        self.runs += other.runs
        self.rejected += other.rejected
        self.first_rejected = self.first_rejected or other.first_rejected
        self.first_accepted = self.first_accepted or other.first_accepted
        self.outcomes |= other.outcomes
        self.speed = max((s for s in (self.speed, other.speed) if s is not None), default=None)


Counts = dict[str, Count]


def reference_text(problem: Problem) -> str:
    """The reference's text."""
    return (problem.folder / "reference.py").read_text(encoding="utf-8")


def right_solution(problem: Problem, name: str, source: str) -> Subject:
    """A solution that every case has to accept."""
    return Subject("solution", name, source, tuple(case.id for case in problem.cases))


def bugs(problem: Problem) -> Iterator[Subject]:
    """Every bug, in the cases that it names."""
    text = reference_text(problem)
    return (Subject("bug", bug.id, apply_bug(text, bug), tuple(bug.caught_by)) for bug in problem.bugs)


def rest(problem: Problem, excused: Iterable[str]) -> Iterator[Subject]:
    """Every bug, in the cases that no bug names and that do not say why."""
    named = {name for bug in problem.bugs for name in bug.caught_by} | set(excused)
    left = tuple(case.id for case in problem.cases if case.id not in named)
    if left:
        text = reference_text(problem)
        yield from (Subject("rest", bug.id, apply_bug(text, bug), left) for bug in problem.bugs)


@dataclass(frozen=True, slots=True)
class Mutants:
    """The mutants to kill, how many are listed as equivalent, and lists that fit no mutant."""

    subjects: tuple[Subject, ...]
    equivalent: int
    unknown: tuple[Equivalent, ...]


def all_mutants(problem: Problem, equivalents: Sequence[Equivalent]) -> Mutants:
    """The operator-level mutants of the reference, but for those that are listed as equivalent."""
    listed = {(one.before, one.after): one for one in equivalents}
    cases = tuple(case.id for case in problem.cases)
    found, there = [], set()
    for mutant in mutants(reference_text(problem)):
        key = (mutant.before, mutant.after)
        if key in listed:
            there.add(key)
        else:
            found.append(Subject("mutant", str(mutant), mutant.source, cases))
    return Mutants(tuple(found), len(there), tuple(one for key, one in listed.items() if key not in there))


def examine(judge: Judge, subject: Subject, seeds: Iterable[int]) -> Counts:
    """What a subject did in its cases. A mutant is left at the first case that kills it."""
    from mockml.judge.grade import run_case
    from mockml.judge.submission import Submission

    submission = Submission(subject.source, "solution.py")
    by_id = {case.id: case for case in judge.cases}
    counts: Counts = {}
    for seed in seeds:
        for name in subject.cases:
            case = by_id[name]
            seconds = case.seconds or judge.limits.seconds
            limits = replace(
                judge.limits, seconds=min(seconds, MUTANT_SECONDS) if subject.kind == "mutant" else seconds
            )
            result, _ = run_case(case, submission, judge.warm(), seed, limits, ahead=1)
            counts.setdefault(name, Count()).add(result, seed)
            if subject.kind == "mutant" and not result.good:
                return counts
    return counts


def faults(subject: Subject, counts: Counts) -> Iterator[str]:
    """What does not hold of a subject, in words."""
    for name, count in counts.items():
        if "unjudged" in count.outcomes:
            yield f"{subject.id}: {name} could not judge it ({count.first_rejected})"
        elif subject.kind == "solution" and count.rejected:
            yield f"{subject.id}: rejected by {name} on {count.rejected} of {count.runs} seeds ({count.first_rejected})"
        elif subject.kind == "bug" and count.rejected < count.runs:
            words = f"caught by {name} on {count.rejected} of {count.runs} seeds, not on every one"
            yield f"{subject.id}: {words} ({count.first_accepted})"
    if subject.kind == "mutant" and not any(count.rejected for count in counts.values()):
        yield f"mutant lives: {subject.id}"


def idle_cases(counted: Sequence[tuple[Subject, Counts]]) -> list[str]:
    """The cases that no bug names, that catch none either, and that do not say why they need not."""
    rows = [counts for subject, counts in counted if subject.kind == "rest"]
    names = list(dict.fromkeys(name for counts in rows for name in counts))
    return [name for name in names if not any(counts[name].rejected for counts in rows)]
