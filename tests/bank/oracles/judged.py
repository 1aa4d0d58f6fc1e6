"""Offers an oracle to the real judge, as a candidate's solution."""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from dataclasses import replace
from types import ModuleType
from typing import Any

from mockml.bank.judging import open_judge
from mockml.bank.library import content_root, load_problem
from mockml.bank.proof import examine, faults, right_solution
from mockml.judge.case import load_module

SECONDS = 20.0


def reference(problem: str) -> Any:
    """The problem's reference, as a module."""
    return load_module(content_root() / "problems" / problem, "reference")


def rejections(problem_id: str, oracle: ModuleType, seeds: Iterable[int] = range(2)) -> list[str]:
    """What the problem's cases reject in the oracle; it may be as slow as it likes."""
    problem = load_problem(content_root() / "problems" / problem_id)
    cases = tuple(case.id for case in problem.cases if case.tag != "speed")
    subject = replace(right_solution(problem, "oracle", inspect.getsource(oracle)), cases=cases)
    with open_judge(problem, SECONDS) as judge:
        return list(faults(subject, examine(judge, subject, seeds)))
