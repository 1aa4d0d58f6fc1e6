"""What a candidate may run before the hidden cases: visible examples, their own tests, a line of Python.

All of it runs in workers, like the cases; nothing here knows a hidden case.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from mockml.judge import expect
from mockml.judge.candidate import Candidate, CaseEnded
from mockml.judge.channel import Channel
from mockml.judge.process import Limits, WarmParent
from mockml.judge.submission import Submission

EXAMPLE_RTOL = 1e-4
HAS_MAIN = re.compile(r"^if\s+__name__\s*==", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Visible:
    """A visible example: lines run first, an expression, and the value it is to have."""

    call: str
    expected: Any
    given: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was run: what it was, whether it held, and what is to be said of it."""

    what: str
    ok: bool
    message: str = ""


@dataclass(frozen=True, slots=True)
class RunReport:
    """What `run` found: the examples, the file's own tests, its `__main__` block, and all it printed."""

    examples: tuple[Line, ...]
    tests: tuple[Line, ...]
    main: Line | None
    output: str

    @property
    def ok(self) -> bool:
        """True when all that was run held."""
        lines = [*self.examples, *self.tests, *([self.main] if self.main else [])]
        return all(line.ok for line in lines)


def run_visible(examples: Sequence[Visible], submission: Submission, parent: WarmParent, limits: Limits) -> RunReport:
    """Runs the examples, the file's own `test_*` functions and its `__main__` block, each in its own worker."""
    output: list[str] = []
    shown = [_example(example, submission, parent, limits, output) for example in examples]
    names = names_of_tests(submission, parent, limits)
    tests = [_test(name, submission, parent, limits, output) for name in names]
    main = _main(submission, parent, limits, output) if HAS_MAIN.search(submission.source) else None
    return RunReport(tuple(shown), tuple(tests), main, "".join(output))


def evaluate(expression: str, submission: Submission, parent: WarmParent, limits: Limits) -> tuple[str, bool]:
    """What a REPL would print for a line of Python beside the candidate's names; and whether it raised."""
    with Channel(parent, limits) as channel:
        candidate = Candidate(channel, submission.filename)
        try:
            candidate.load(submission)
            answer = candidate.ask({"op": "evaluate", "code": expression, "given": "", "show": True})
            text, failed = str(answer["ok"]), False
        except CaseEnded as ended:
            text, failed = ended.message, True
    return "\n".join(part for part in (channel.printed.rstrip("\n"), text) if part), failed


def _example(example: Visible, submission: Submission, parent: WarmParent, limits: Limits, output: list[str]) -> Line:
    with Channel(parent, limits) as channel:
        candidate = Candidate(channel, submission.filename)
        try:
            candidate.load(submission)
            request = {"op": "evaluate", "code": example.call, "given": example.given, "show": False}
            same_data(candidate.ask(request)["ok"], example.expected)
            line = Line(example.call, True)
        except CaseEnded as ended:
            line = Line(example.call, False, ended.message)
    output.append(channel.printed)
    return line


def same_data(actual: Any, expected: Any) -> None:
    """`actual` is `expected`, numbers to four digits; else the case ends as failed, saying both."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        expect.that(list(actual) == list(expected), f"expected keys {list(expected)}, got {list(actual)}")
        for key in expected:
            same_data(actual[key], expected[key])
    elif isinstance(expected, bool):
        told = isinstance(actual, (bool, np.bool_))
        words = str(bool(actual)) if told else expect.describe(actual)
        expect.that(told and bool(actual) == expected, f"expected {expected}, got {words}")
    elif _kind(expected) == "b":
        got = expect.array(actual, "result", shape=np.shape(expected), kind="whole")
        expect.equal(got.astype(bool) if np.isin(got, (0, 1)).all() else got, expected, "result")
    elif _kind(expected) in "iuf":
        want = np.asarray(expected, dtype=np.float64)
        got = expect.array(actual, "result", shape=want.shape, finite=False)
        expect.close(got, want, "result", rtol=EXAMPLE_RTOL)
    elif isinstance(expected, list):
        parts = expect.returns(actual, *[f"value {i + 1}" for i in range(len(expected))])
        for part, wanted in zip(parts, expected, strict=True):
            same_data(part, wanted)
    else:
        # Text or None: nothing of another type is compared, since arrays and frames compare place by place.
        same = type(actual) is type(expected) and actual == expected
        expect.that(same, f"expected {expected!r}, got {expect.describe(actual)}")


def _kind(value: Any) -> str:
    """NumPy's letter for truth values, whole numbers or floats, alone or in an array; O for all else."""
    try:
        kind = np.asarray(value).dtype.kind
    except ValueError:  # rows of different lengths
        kind = "O"
    return kind if kind in "biuf" else "O"


def failing_test(
    submission: Submission, names: Sequence[str], parent: WarmParent, limits: Limits
) -> tuple[str, str] | None:
    """The first of some tests that does not pass, run in one worker, and what it said; None where all pass."""
    name = "the file"
    with Channel(parent, limits) as channel:
        candidate = Candidate(channel, submission.filename)
        try:
            candidate.load(submission)
            for name in names:
                getattr(candidate, name)()
        except CaseEnded as ended:
            return name, ended.message
    return None


def names_of_tests(submission: Submission, parent: WarmParent, limits: Limits) -> list[str]:
    """The names of the file's own tests; none where it cannot be loaded."""
    with Channel(parent, limits) as channel:
        candidate = Candidate(channel, submission.filename)
        try:
            candidate.load(submission)
            names = candidate.ask({"op": "tests"})["ok"]
        except CaseEnded:
            return []
    return [name for name in names if isinstance(name, str)][:200] if isinstance(names, list) else []


def _test(name: str, submission: Submission, parent: WarmParent, limits: Limits, output: list[str]) -> Line:
    with Channel(parent, limits) as channel:
        candidate = Candidate(channel, submission.filename)
        try:
            candidate.load(submission)
            getattr(candidate, name)()
            line = Line(name, True)
        except CaseEnded as ended:
            line = Line(name, False, ended.message)
    output.append(channel.printed)
    return line


def _main(submission: Submission, parent: WarmParent, limits: Limits, output: list[str]) -> Line:
    with Channel(parent, limits) as channel:
        candidate = Candidate(channel, submission.filename)
        try:
            candidate.load(submission, "__main__")
            line = Line("__main__", True)
        except CaseEnded as ended:
            line = Line("__main__", False, ended.message)
    output.append(channel.printed)
    return line
