"""Proves a problem: what its solutions, bugs and mutants do in its cases, on many seeds, and what does not hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from mockml.bank.bugs import apply_bug
from mockml.bank.judging import visible_examples
from mockml.bank.mutants import mutants
from mockml.bank.spec import Equivalent, Problem

if TYPE_CHECKING:
    from mockml.judge.outcomes import CaseResult, Outcome
    from mockml.judge.service import Judge

Kind = Literal["solution", "unasked", "wrong", "bug", "rest", "mutant", "examples"]
MUTANT_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Subject:
    """Something to run: a solution, a bug in the cases it names or in the rest; what is wrong, until it is rejected.

    A solution by someone who never asked may fail the cases in `decided`. The kind "examples" is the reference, to be
    run on what candidates see.
    """

    kind: Kind
    id: str
    source: str
    cases: tuple[str, ...]
    decided: frozenset[str] = frozenset()


@dataclass(slots=True)
class Count:
    """How often a subject ran in one case, how often it was not accepted, and the first time that it was or was not.

    `unjudged` is the first seed on which the case itself failed, and how.
    """

    runs: int = 0
    rejected: int = 0
    first_rejected: str = ""
    first_accepted: str = ""
    unjudged: tuple[int, str] | None = None
    speed: float | None = None

    def add(self, result: CaseResult, seed: int) -> None:
        """Counts one run."""
        self.runs += 1
        if result.outcome == "unjudged":
            self.unjudged = self.unjudged or (seed, result.message)
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
        self.unjudged = self.unjudged or other.unjudged
        self.speed = max((s for s in (self.speed, other.speed) if s is not None), default=None)


Counts = dict[str, Count]


def reference_text(problem: Problem) -> str:
    """The reference's text."""
    return (problem.folder / "reference.py").read_text(encoding="utf-8")


def right_solution(problem: Problem, name: str, source: str, assumes: Sequence[str] = ()) -> Subject:
    """A solution that every case has to accept, but for those that decide what it assumes and never asked."""
    decided = frozenset(case.id for case in problem.cases if case.clarifies in assumes)
    cases = tuple(case.id for case in problem.cases)
    return Subject("unasked" if assumes else "solution", name, source, cases, decided)


def wrong_solution(problem: Problem, name: str, source: str) -> Subject:
    """A solution that some case has to reject, on every seed."""
    return Subject("wrong", name, source, tuple(case.id for case in problem.cases))


def examples(problem: Problem) -> Subject:
    """The reference on the examples that the prompt shows."""
    return Subject("examples", "reference", reference_text(problem), ())


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
    if subject.kind == "wrong":
        return _examine_wrong(judge, subject, seeds)
    counts: Counts = {}
    for seed in seeds:
        for name in subject.cases:
            result = _try(judge, subject, name, seed)
            counts.setdefault(name, Count()).add(result, seed)
            if subject.kind == "mutant" and not result.good:
                return counts
    return counts


def _examine_wrong(judge: Judge, subject: Subject, seeds: Iterable[int]) -> Counts:
    """On how many seeds some case rejects it. The case that does so comes first on the next seed."""
    count, names = Count(), list(subject.cases)
    for seed in seeds:
        for name in names:
            result = _try(judge, subject, name, seed)
            if not result.good:
                names.insert(0, names.pop(names.index(name)))
                break
        count.add(result, seed)
    return {"every case": count}


def _try(judge: Judge, subject: Subject, name: str, seed: int) -> CaseResult:
    from mockml.judge.grade import run_case
    from mockml.judge.submission import Submission

    case = next(case for case in judge.cases if case.id == name)
    seconds = case.seconds or judge.limits.seconds
    limits = replace(judge.limits, seconds=min(seconds, MUTANT_SECONDS) if subject.kind == "mutant" else seconds)
    result, _ = run_case(case, Submission(subject.source, "solution.py"), judge.warm(), seed, limits, ahead=1)
    return result


def try_examples(judge: Judge, problem: Problem) -> Counts:
    """What the reference did on the examples that the prompt shows."""
    from mockml.judge.outcomes import CaseResult
    from mockml.judge.submission import Submission

    counts: Counts = {}
    report = judge.run(Submission(reference_text(problem), "reference.py"), visible_examples(problem))
    for i, line in enumerate(report.examples):
        outcome: Outcome = "passed" if line.ok else "failed"
        count = counts[f"examples[{i}]"] = Count()
        count.add(CaseResult("", line.what, "core", outcome, line.message, 0.0), 0)
    return counts


def findings(counted: Sequence[tuple[Subject, Counts]]) -> list[str]:
    """What does not hold of the subjects, in words. A mistake in a case is told once, not for each that meets it."""
    broken: dict[str, list[str]] = {}
    for subject, counts in counted:
        for name, count in counts.items():
            if count.unjudged is not None:
                seed, message = count.unjudged
                broken.setdefault(message, []).append(f"{name} with {subject.id} on seed {seed}")
    more = {message: f", and {len(places) - 1} more" if places[1:] else "" for message, places in broken.items()}
    lines = [f"{message}: {places[0]}{more[message]}" for message, places in broken.items()]
    return lines + [line for subject, counts in counted for line in _faults(subject, counts)]


def _faults(subject: Subject, counts: Counts) -> Iterator[str]:
    for name, count in counts.items():
        if count.unjudged is not None:
            continue
        if subject.kind == "solution" and count.rejected:
            yield f"{subject.id}: rejected by {name} on {count.rejected} of {count.runs} seeds ({count.first_rejected})"
        elif subject.kind == "unasked" and count.rejected and name not in subject.decided:
            words = f"rejected by {name}, which does not clarify what it assumes"
            yield f"{subject.id}: {words} ({count.first_rejected})"
        elif subject.kind == "examples" and count.rejected:
            yield f"problem.yaml: {name} does not hold of the reference ({count.first_rejected.partition(': ')[2]})"
        elif subject.kind == "wrong" and count.rejected < count.runs:
            words = f"is wrong, and passes every case on {count.runs - count.rejected} of {count.runs} seeds"
            yield f"{subject.id}: {words} ({count.first_accepted})"
        elif subject.kind == "bug" and count.rejected < count.runs:
            words = f"caught by {name} on {count.rejected} of {count.runs} seeds, not on every one"
            yield f"{subject.id}: {words} ({count.first_accepted})"
    if subject.kind in ("mutant", "unasked") and not any(count.rejected for count in counts.values()):
        words = "assumes what no case decides: it passes everywhere"
        yield f"mutant lives: {subject.id}" if subject.kind == "mutant" else f"{subject.id}: {words}"


def idle_cases(counted: Sequence[tuple[Subject, Counts]]) -> list[str]:
    """The cases that no bug names, that catch none either, and that do not say why they need not."""
    rows = [counts for subject, counts in counted if subject.kind == "rest"]
    names = list(dict.fromkeys(name for counts in rows for name in counts))
    return [name for name in names if not any(counts[name].rejected for counts in rows)]
