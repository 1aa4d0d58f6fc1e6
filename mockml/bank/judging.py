"""The judge that a problem asks for: what it requires and forbids, the memory it may take, the examples it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockml.bank.spec import Problem

if TYPE_CHECKING:
    from mockml.judge.service import Judge
    from mockml.judge.workbench import Visible


def visible_examples(problem: Problem) -> list[Visible]:
    """The examples that a candidate sees, as the judge runs them."""
    from mockml.judge.workbench import Visible

    return [Visible(one.call, one.expected, one.given) for one in problem.body.examples]


def open_judge(problem: Problem, timeout: float | None = None) -> Judge:
    """The judge of a problem, not started yet; `timeout` in seconds for each case."""
    from mockml.judge.process import Limits
    from mockml.judge.service import Judge

    usual, memory = Limits(), problem.body.memory
    limits = Limits(
        seconds=usual.seconds if timeout is None else timeout,
        memory=usual.memory if memory is None else memory << 20,
    )
    requires, forbids = problem.card.requires, problem.body.forbids
    return Judge(problem.id, problem.folder, requires=requires, forbids=forbids, limits=limits)
