"""Proves a problem: its reference passes, every bug is caught by the cases it names, every case catches one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mockml.bank.bugs import apply_bug
from mockml.bank.spec import Problem

if TYPE_CHECKING:
    from mockml.judge.case import Case
    from mockml.judge.outcomes import CaseResult
    from mockml.judge.service import Judge


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not hold: for which solution or bug, in which case, at which seed."""

    subject: str
    case: str
    seed: int
    message: str


def prove_solution(judge: Judge, name: str, source: str, seeds: Iterable[int]) -> list[Finding]:
    """Where a solution that should be right is not accepted. A slow one is right."""
    return [
        Finding(name, result.id, seed, f"{result.outcome}: {result.message}")
        for seed in seeds
        for result in _run(judge, source, judge.cases, seed)
        if not result.good
    ]


def prove_bugs(problem: Problem, judge: Judge, seeds: Iterable[int]) -> list[Finding]:
    """Where a bug is not caught by a case that it names."""
    seeds, reference = list(seeds), reference_text(problem)
    by_id = {case.id: case for case in judge.cases}
    return [
        Finding(bug.id, result.id, seed, f"not caught: {result.outcome}")
        for bug in problem.bugs
        for seed in seeds
        for result in _run(judge, apply_bug(reference, bug), [by_id[name] for name in bug.caught_by], seed)
        if result.good
    ]


def prove_cases(problem: Problem, judge: Judge, seed: int) -> list[Finding]:
    """Cases that catch no bug at all, and do not say why they need not."""
    named = {name for bug in problem.bugs for name in bug.caught_by}
    left = {case.id: case for case in judge.cases if case.id not in named and not case.catches_nothing_because}
    for bug in problem.bugs:
        source = apply_bug(reference_text(problem), bug)
        for result in _run(judge, source, list(left.values()), seed):
            if not result.good:
                left.pop(result.id, None)
    return [Finding(problem.id, name, seed, "catches no bug") for name in left]


def reference_text(problem: Problem) -> str:
    """The reference's text."""
    return (problem.folder / "reference.py").read_text(encoding="utf-8")


def _run(judge: Judge, source: str, cases: list[Case], seed: int) -> list[CaseResult]:
    from mockml.judge.grade import run_case
    from mockml.judge.submission import Submission

    submission = Submission(source, "solution.py")
    limits = [replace(judge.limits, seconds=case.seconds or judge.limits.seconds) for case in cases]
    pairs = zip(cases, limits, strict=True)
    return [run_case(case, submission, judge.warm(), seed, limit)[0] for case, limit in pairs]
