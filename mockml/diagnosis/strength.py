"""How strong a candidate's own tests are: which of the problem's typical bugs they would have caught.

Each bug takes the place of the candidate's own functions in the candidate's file, in a worker as always; only tests
that the reference passes count. This happens after the hand-in, and nothing of it can reach a verdict.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mockml.bank.bugs import apply_bug
from mockml.bank.spec import Problem

if TYPE_CHECKING:
    from mockml.judge.service import Judge
    from mockml.judge.submission import Submission

MOST_TESTS = 40
MOST_SECONDS = 60.0  # for all of it: nobody waits longer for a figure
SECONDS = 5.0
STAND_IN = """

def _stand_in(text, names):
    space = {{"__name__": "stand_in"}}
    exec(compile(text, "stand_in.py", "exec"), space)
    globals().update({{name: space[name] for name in names}})


_stand_in({text!r}, {names!r})
"""


@dataclass(frozen=True, slots=True)
class Strength:
    """`tests` are the tests that the reference passes, `wrong` those that it fails; `caught` are ids of bugs.

    `bugs` is how many bugs were tried: all of them, unless the tests took too long.
    """

    tests: tuple[str, ...]
    wrong: tuple[str, ...]
    caught: tuple[str, ...]
    bugs: int


def own_test_strength(
    problem: Problem, judge: Judge, submission: Submission, now: Callable[[], float] = time.monotonic
) -> Strength:
    """What the file's `test_...` functions would have caught. Raises CannotJudge when the judge cannot run."""
    until = now() + MOST_SECONDS
    names = judge.names_of_tests(submission)[:MOST_TESTS]
    if not names:
        return Strength((), (), (), len(problem.bugs))
    reference = (problem.folder / "reference.py").read_text(encoding="utf-8")
    right = _with(submission, reference, problem)
    holds = {name: judge.failing_test(right, [name], SECONDS) is None for name in names if now() < until}
    holding = [name for name, passed in holds.items() if passed]
    tried, caught = [], []
    groups = _groups(judge, right, holding)
    for bug in problem.bugs:
        if now() >= until:
            break
        tried.append(bug.id)
        stand_in = _with(submission, apply_bug(reference, bug), problem)
        # Twice the time that the reference had: what is slower than that is caught, and not just unlucky.
        if any(judge.failing_test(stand_in, group, 2 * SECONDS) is not None for group in groups):
            caught.append(bug.id)
    wrong = tuple(name for name, passed in holds.items() if not passed)
    return Strength(tuple(holding), wrong, tuple(caught), len(tried))


def _groups(judge: Judge, right: Submission, holding: Sequence[str]) -> list[list[str]]:
    """The tests that are run in one go: all, or each alone where they get in each other's way or take long."""
    if not holding:
        return []
    together = judge.failing_test(right, holding, SECONDS) is None
    return [list(holding)] if together else [[name] for name in holding]


def _with(submission: Submission, text: str, problem: Problem) -> Submission:
    """The candidate's file, in which another solution's functions stand in for the candidate's own."""
    added = STAND_IN.format(text=text, names=problem.entries)
    return replace(submission, source=submission.source + added)
