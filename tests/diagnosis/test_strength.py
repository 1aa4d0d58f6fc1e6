"""What one's own tests are worth: bugs take the place of one's own code, and what the tests say of them is counted."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import asdict, replace

import pytest

from mockml.bank.spec import Problem
from mockml.diagnosis.strength import MOST_SECONDS, MOST_TESTS, Strength, own_test_strength
from mockml.errors import CannotJudge
from mockml.judge.service import Judge
from mockml.judge.submission import Submission
from tests.scoring.scripted import GOOD_CODE

CODE = GOOD_CODE[: GOOD_CODE.index("def test_")]
WEAK = "def test_runs():\n    kmeans(np.eye(4), 2)\n"
SHAPE = "def test_shapes():\n    c, l = kmeans(np.eye(4), 2)\n    assert (c.shape, l.shape) == ((2, 4), (4,))\n"
MEAN = "def test_mean():\n    c, l = kmeans([[0.0], [1.0], [5.0]], 1)\n    np.testing.assert_allclose(c, [[2.0]])\n"
HELPED = """
def rows():
    return np.array([[0.0, 0.0], [1.0, 0.0], [50.0, 0.0], [51.0, 0.0]])


def test_labels_are_of_the_nearest():
    centroids, labels = kmeans(rows(), 2)
    np.testing.assert_array_equal(labels, _nearest(rows(), centroids))
"""
WRONG = "def test_sorted():\n    c, l = kmeans([[9.0], [9.0]], 1)\n    assert c[0, 0] == 8.0\n"
ENDLESS = "def test_forever():\n    while True:\n        pass\n"
NAMED = ("labels-as-column", "centroids-transposed", "labels-from-one", "median-update", "farthest-centroid")


@pytest.fixture
def few(kmeans: Problem) -> Problem:
    """K-means with five of its bugs, which is quicker than all."""
    return replace(kmeans, bugs=tuple(bug for bug in kmeans.bugs if bug.id in NAMED))


def strength(problem: Problem, judge: Judge, *tests: str, code: str = CODE) -> Strength:
    """What tests behind some code are worth."""
    return own_test_strength(problem, judge, Submission("\n\n".join([code, *tests]), "/w/kmeans.py"))


def test_strong_tests_catch_more_than_weak_ones(few: Problem, kmeans_judge: Judge) -> None:
    """A test that looks at nothing catches nothing; shapes catch the shapes; values catch the rest."""
    weak, shape, strong = (strength(few, kmeans_judge, *tests) for tests in ((WEAK,), (SHAPE,), (SHAPE, MEAN, HELPED)))
    assert weak == Strength(("test_runs",), (), (), 5)
    assert set(shape.caught) == {"labels-as-column", "centroids-transposed"}
    assert set(strong.caught) == set(NAMED)
    assert strong.wrong == ()


def test_tests_may_use_helpers_of_the_file(few: Problem, kmeans_judge: Judge) -> None:
    """Only the functions that were asked for are stood in for: data and helpers of one's own are still there."""
    found = strength(few, kmeans_judge, HELPED)
    assert found.tests == ("test_labels_are_of_the_nearest",)
    assert "farthest-centroid" in found.caught


def test_ones_own_code_does_not_matter(few: Problem, kmeans_judge: Judge) -> None:
    """Good tests of a solution that does not work are good tests."""
    broken = "import numpy as np\n\n\ndef kmeans(X, k):\n    raise NotImplementedError\n"
    assert strength(few, kmeans_judge, MEAN, code=broken) == strength(few, kmeans_judge, MEAN)


def test_a_test_that_a_right_solution_fails_counts_for_nothing(few: Problem, kmeans_judge: Judge) -> None:
    """It would catch every bug, and every solution: it is listed as wrong, and those beside it count as they are."""
    alone = strength(few, kmeans_judge, WRONG)
    assert alone == Strength((), ("test_sorted",), (), 5)
    beside = strength(few, kmeans_judge, WRONG, WEAK)
    assert beside == Strength(("test_runs",), ("test_sorted",), (), 5)


def test_a_test_without_end_is_no_good_one(few: Problem, kmeans_judge: Judge) -> None:
    """A test that hangs fails on a right solution too, and holds nobody up."""
    begun = time.monotonic()
    assert strength(few, kmeans_judge, ENDLESS, WEAK).wrong == ("test_forever",)
    assert time.monotonic() - begun < 30


NO_TESTS = ["", "x = 1\n", "def helper_test(): pass\n", "test_value = 3\n", "def test_needs(argument): pass\n"]
UNLOADABLE = [
    "def test_a(:\n",
    "raise SystemExit\n\ndef test_a(): pass\n",
    "import os; os._exit(1)\n",
    "x = (\n",
    "x\0",
]


@pytest.mark.parametrize("text", [*NO_TESTS, *UNLOADABLE])
def test_without_tests_that_can_run_nothing_is_caught(few: Problem, kmeans_judge: Judge, text: str) -> None:
    """No tests, none that could be called, or a file that can't be loaded: nothing to try, and nothing amiss."""
    assert strength(few, kmeans_judge, text) == Strength((), (), (), 5)


SHARED = """
SEEN = []


def test_first():
    SEEN.append(kmeans([[1.0]], 1))
    assert len(SEEN) == 1


def test_second():
    SEEN.append(kmeans([[1.0]], 1))
    assert len(SEEN) == 1
"""


def test_tests_that_get_in_each_others_way_are_run_apart(few: Problem, kmeans_judge: Judge) -> None:
    """Two tests that pass alone and fail together would seem to catch every bug there is."""
    found = strength(few, kmeans_judge, SHARED)
    assert (found.tests, found.caught) == (("test_first", "test_second"), ())


ATTACKS = [
    "def test_a():\n    raise AssertionError(open(__file__).read())\n",
    "import inspect\n\n\ndef test_a():\n    raise AssertionError(inspect.getsource(kmeans))\n",
    "import sys\n\n\ndef test_a():\n    print(_stand_in, kmeans.__code__.co_consts, sys._getframe(1).f_locals)\n\n",
    "def test_a():\n    kmeans([[1.0]], 1)\n    print(dir(), [*globals().items()])\n",
]


@pytest.mark.parametrize("text", ATTACKS)
def test_nothing_of_the_reference_is_shown(
    few: Problem, kmeans_judge: Judge, capfd: pytest.CaptureFixture[str], text: str
) -> None:
    """Whatever a test prints or raises, no line of the reference or of a bug comes out with the figures."""
    found = json.dumps(asdict(strength(few, kmeans_judge, text)))
    printed = capfd.readouterr()
    told = "\n".join((found, printed.out, printed.err))
    reference = (few.folder / "reference.py").read_text()
    lines = {line.strip() for line in reference.splitlines() if len(line.strip()) > 20}
    assert not [line for line in lines if line in told]
    assert "_stand_in" not in told


class Scripted:
    """A judge whose tests take as long as they are said to, and hold."""

    def __init__(self, names: list[str], seconds: float) -> None:
        self.names, self.seconds, self.time, self.calls = names, seconds, 0.0, 0

    def names_of_tests(self, _submission: Submission) -> list[str]:
        return self.names

    def failing_test(self, _submission: Submission, _names: list[str], _seconds: float) -> None:
        self.time += self.seconds
        self.calls += 1


@pytest.mark.parametrize(("tests", "seconds"), [(40, 5.0), (1, 5.0), (500, 0.1), (500, 5.0)])
def test_nobody_waits_long_for_it(kmeans: Problem, tests: int, seconds: float) -> None:
    """Many slow tests are tried as far as a minute goes, and what was not tried counts neither for nor against."""
    judge = Scripted([f"test_{i}" for i in range(tests)], seconds)
    found = own_test_strength(kmeans, judge, Submission("", "k.py"), now=lambda: judge.time)  # type: ignore[arg-type]
    assert judge.time <= MOST_SECONDS + 2 * seconds
    assert len(found.tests) <= min(tests, MOST_TESTS)
    assert found.bugs <= len(kmeans.bugs)
    assert (found.wrong, found.caught) == ((), ())


def test_a_judge_that_cannot_run_says_so(few: Problem, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no figure then, rather than one of zero."""

    def broken(*_: object) -> Iterator[str]:
        raise CannotJudge("no worker", "see: mockml doctor")

    judge = Scripted([], 0.0)
    monkeypatch.setattr(judge, "names_of_tests", broken)
    with pytest.raises(CannotJudge):
        own_test_strength(few, judge, Submission("", "k.py"))  # type: ignore[arg-type]
