"""How strong a candidate's own tests are: which of the problem's typical bugs they would have caught.

Each bug takes the place of the candidate's own functions in the candidate's file, in a worker as always; only tests
that the reference passes count. This happens after the hand-in, and nothing of it can reach a verdict.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mockml.bank.bugs import apply_bug
from mockml.bank.spec import Problem

if TYPE_CHECKING:
    from mockml.judge.service import Judge
    from mockml.judge.submission import Submission

MOST_TESTS = 40
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
    """`tests` are the tests that the reference passes, `wrong` those that it fails; `caught` are ids of bugs."""

    tests: tuple[str, ...]
    wrong: tuple[str, ...]
    caught: tuple[str, ...]
    bugs: int


def own_test_strength(problem: Problem, judge: Judge, submission: Submission) -> Strength:
    """What the file's `test_...` functions would have caught. Raises CannotJudge when the judge cannot run."""
    names = judge.names_of_tests(submission)[:MOST_TESTS]
    if not names:
        return Strength((), (), (), len(problem.bugs))
    reference = (problem.folder / "reference.py").read_text(encoding="utf-8")
    right = _with(submission, reference, problem)
    holding = tuple(name for name in names if judge.failing_test(right, [name], SECONDS) is None)
    wrong = tuple(name for name in names if name not in holding)
    caught = []
    for bug in problem.bugs if holding else ():
        stand_in = _with(submission, apply_bug(reference, bug), problem)
        if judge.failing_test(stand_in, holding, SECONDS) is not None:
            caught.append(bug.id)
    return Strength(holding, wrong, tuple(caught), len(problem.bugs))


def _with(submission: Submission, text: str, problem: Problem) -> Submission:
    """The candidate's file, in which another solution's functions stand in for the candidate's own."""
    added = STAND_IN.format(text=text, names=problem.entries)
    return replace(submission, source=submission.source + added)
