"""What a case can watch beside the result: warnings, and whether an object came back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mockml.judge.outcomes import CaseResult
from mockml.judge.process import Limits
from mockml.judge.service import Judge
from mockml.judge.submission import Submission

CASES = """
import numpy as np

from mockml.judge import expect
from mockml.judge.case import case


@case("quiet", tag="core")
def quiet(candidate, rng):
    x = np.array([1000.0])
    candidate.power(x)  # what an earlier call warned of is not this one's
    for _ in range(2):
        expect.array(expect.quiet(candidate.power, x, of="overflow"), "power", shape=(1,), finite=False)


@case("an object", tag="contract")
def an_object(candidate, rng):
    expect.an_object(candidate.Model(), "Model()")


@case("unshared", tag="contract")
def unshared(candidate, rng):
    one, two = expect.unshared(candidate.power, (np.ones(2),), (np.zeros(2),))
    expect.that(one is not two, "two results")


@case("handed back", tag="contract")
def handed_back(candidate, rng):
    candidate.forward(np.ones(2))
    cache = candidate.piece(1)
    candidate.forward(np.zeros(2))
    expect.that(candidate.backward(cache), "the cache is another object")
"""
MODEL = "import warnings\nimport numpy as np\n\n\nclass Model:\n    pass\n\n\ndef power(x):\n"


@pytest.fixture(scope="module")
def watching(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judge]:
    """A judge of cases that watch."""
    folder = tmp_path_factory.mktemp("watching")
    (folder / "cases.py").write_text(CASES)
    with Judge("watching", folder, requires=["numpy"], limits=Limits(seconds=5.0, memory=256 << 20)) as judge:
        yield judge


def grade(judge: Judge, body: str) -> tuple[CaseResult, CaseResult]:
    """The results of the cases on warnings and on objects."""
    quiet, an_object, *_ = judge.grade(Submission(MODEL + f"    {body}\n", "solution.py"), 1).cases
    return quiet, an_object


def test_a_warning_is_heard_each_time(watching: Judge) -> None:
    """A warning fails a case that asks for quiet, also when the same line warned before; the words are NumPy's."""
    result, _ = grade(watching, "return np.exp(x)")
    assert result.outcome == "failed"
    assert "RuntimeWarning: overflow encountered in exp" in result.message


@pytest.mark.parametrize(
    "body",
    [
        "return np.exp(-x)",
        "return np.log(0 * x)  # warns of a division, which was not asked about",
        "warnings.warn('overflow', DeprecationWarning)\n    return x",
        "with np.errstate(over='ignore'):\n        return np.exp(x)",
        "with warnings.catch_warnings():\n        warnings.simplefilter('ignore')\n        return np.exp(x)",
    ],
)
def test_only_what_was_asked_about_is_held_against_a_solution(watching: Judge, body: str) -> None:
    """Other warnings, other categories and what a solution silences on purpose are no fault."""
    assert grade(watching, body)[0].outcome == "passed"


def test_warnings_made_errors_are_errors(watching: Judge) -> None:
    """A solution that turns NumPy's warnings into exceptions is told of the exception."""
    result, _ = grade(watching, "with np.errstate(all='raise'):\n        return np.exp(x)")
    assert result.outcome == "error"
    assert "FloatingPointError" in result.message


def test_data_in_place_of_an_object_is_said(watching: Judge) -> None:
    """A class passes; what is data in its place is named."""
    assert grade(watching, "return x")[1].outcome == "passed"
    result = watching.grade(Submission("def Model():\n    return [1, 2]\n", "solution.py"), 1).cases[1]
    assert (result.outcome, result.message) == ("invalid", "Model(): expected an object of the class, got a list of 2")


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        ("return x + 1", "passed"),
        ("return x", "passed"),
        ("return {'a': [x + 1, (Model(), 'b')]}", "passed"),
        ("return (v for v in x)", "passed"),
        ("return np.array(['a', None, (1.5, x)], dtype=object)", "passed"),
        ("power.made = getattr(power, 'made', np.zeros(2))\n    power.made[:] = x\n    return power.made", "failed"),
        (
            "power.made = getattr(power, 'made', {})\n    power.made[x.sum()] = 1\n    return {'all': power.made}",
            "failed",
        ),
        ("power.made = getattr(power, 'made', []) + [1]\n    return power.made", "passed"),
    ],
)
def test_a_result_that_a_later_call_changes_is_seen(watching: Judge, body: str, outcome: str) -> None:
    """What comes back is a copy, and yet a buffer that is used again for the next result does not pass."""
    result = watching.grade(Submission(MODEL + f"    {body}\n", "solution.py"), 1).cases[2]
    assert result.outcome == outcome, result.message
    assert outcome == "passed" or "changed when the function was called again" in result.message


@pytest.mark.parametrize("made", ["np.matrix(x)", "np.array([x]).view(np.recarray)", "[x]", "{'x': x}", "Model()"])
def test_an_item_goes_back_as_the_object_it_is(watching: Judge, made: str) -> None:
    """What a solution hands out for its own later use comes back as the very object, of whatever type it is."""
    text = f"caches = []\n\ndef forward(x):\n    caches.append({made})\n    return x, caches[-1]\n"
    text += "\ndef backward(cache):\n    return cache is caches[0]\n"
    result = watching.grade(
        Submission("import numpy as np\n\nclass Model:\n    pass\n\n" + text, "solution.py"), 1
    ).cases[3]
    assert result.outcome == "passed", result.message
