"""Offers an oracle to the real judge, as a candidate's solution."""

from __future__ import annotations

import inspect
from collections.abc import Collection
from dataclasses import replace
from types import ModuleType
from typing import Any

from mockml.bank.judging import open_judge
from mockml.bank.library import content_root, load_problem
from mockml.bank.proof import examine, findings, right_solution
from mockml.judge.case import load_module

SECONDS = 20.0


def reference(problem: str) -> Any:
    """The problem's reference, as a module."""
    return load_module(content_root() / "problems" / problem, "reference")


def rejections(problem_id: str, oracle: ModuleType, seeds: int = 2, once: Collection[str] = ()) -> list[str]:
    """What the problem's cases reject in the oracle, which may be slow; cases in `once` run on the first seed only."""
    problem = load_problem(content_root() / "problems" / problem_id)
    whole = right_solution(problem, "oracle", inspect.getsource(oracle))
    cases = [case.id for case in problem.cases if case.tag != "speed"]
    found: list[str] = []
    with open_judge(problem, SECONDS) as judge:
        for seed in range(seeds):
            subject = replace(whole, cases=tuple(name for name in cases if seed == 0 or name not in once))
            found += findings([(subject, examine(judge, subject, [seed]))])
    return found
