"""The mistake by name: right, or none. On real solutions with the real judge, and by rule on made-up failures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from msgspec import convert

from mockml.bank.bugs import apply_bug, apply_edits, edit_faults
from mockml.bank.library import Bank
from mockml.bank.spec import Bug, Edit, Problem
from mockml.diagnosis.diagnose import Diagnosis
from mockml.diagnosis.naming import Mistake, choose, failures, name_mistake
from mockml.diagnosis.strength import Strength
from mockml.judge.outcomes import CaseResult, Outcome, Verdict
from mockml.judge.service import Judge
from mockml.judge.submission import Submission

TESTS = Path(__file__).parents[1] / "bank"
SEED = 5


@cache
def rows_of(problem: str) -> list[dict[str, Any]]:
    """Every bug of a problem that was made again: which, in which style, and by what edit."""
    rows: list[dict[str, Any]] = yaml.safe_load((TESTS / "rewritten" / f"{problem}.yaml").read_text())
    return rows


def rewritten(problem: str, bug: str, style: str) -> str:
    """A solution in another style, with a bug made again in it."""
    (row,) = (row for row in rows_of(problem) if (row["bug"], row["style"]) == (bug, style))
    text = (TESTS / "variants" / problem / f"{style}.py").read_text()
    edits = convert(row["edit"], list[Edit])
    assert edit_faults(text, edits, style) == []
    return apply_edits(text, edits)


def named(problem: Problem, judge: Judge, text: str) -> Mistake | None:
    """The name of the mistake in a solution."""
    return name_mistake(problem, judge, judge.grade(Submission(text, "solution.py"), SEED))


FILES = sorted((TESTS / "rewritten").glob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_bug_was_made_again_in_another_style(path: Path) -> None:
    """What is measured covers all bugs of a problem, and each edit changes a style that is there and stays Python."""
    rows = rows_of(path.stem)
    assert {row["bug"] for row in rows} == {bug.id for bug in Bank().problem(path.stem).bugs}
    keys = [(row["bug"], row["style"]) for row in rows]
    assert len(set(keys)) == len(keys)
    for bug, style in keys:
        rewritten(path.stem, bug, style)


def test_a_likeness_of_digits_is_no_likeness(metrics: Problem, metrics_judge: Judge) -> None:
    """Where two bugs fail the same cases and all but one reads like the wrong one, that one is not named."""
    found = named(metrics, metrics_judge, rewritten(metrics.id, "ties-win", "searchsorted"))
    assert found is None or found.bug == "ties-win"


STYLES = [
    ("halved-loss", "class_with_main"),
    ("absolute-loss", "columns_in_place"),
    ("loss-after-update", "augmented"),
    ("follows-integer-type", "einsum_tuple"),
]


@pytest.mark.parametrize(("bug", "style"), STYLES)
def test_a_bug_in_another_style_is_named(regression: Problem, regression_judge: Judge, bug: str, style: str) -> None:
    """However the code is written, the mistake is told by what comes out, with the problem's words for it."""
    found = named(regression, regression_judge, rewritten(regression.id, bug, style))
    known = next(one for one in regression.bugs if one.id == bug)
    assert found == Mistake(bug, known.title, known.lesson, sure=True)


def test_a_bug_of_a_random_algorithm_is_named(kmeans: Problem, kmeans_judge: Judge) -> None:
    """Where no two runs are alike, the pattern of what fails is enough, or nothing is said: never another name."""
    for bug, style in (("integer-centroids", "plus_plus_class"),):
        found = named(kmeans, kmeans_judge, rewritten(kmeans.id, bug, style))
        assert found is None or found.bug == bug


def test_a_right_solution_has_no_name(regression: Problem, regression_judge: Judge) -> None:
    """Where nothing failed there is no mistake, and no bug is run to look for one."""
    text = (TESTS / "variants" / regression.id / "loops_and_lists.py").read_text()
    verdict = regression_judge.grade(Submission(text, "solution.py"), SEED)
    assert verdict.verdict == "passed"
    assert name_mistake(regression, _never(), verdict) is None


def test_two_mistakes_at_once_get_no_wrong_name(regression: Problem, regression_judge: Judge) -> None:
    """Two bugs in one solution fail as neither does alone: no name, or the name of one that is in it."""
    text = (regression.folder / "reference.py").read_text()
    pair = ("halved-loss", "follows-integer-type")
    for bug in regression.bugs:
        text = apply_bug(text, bug) if bug.id in pair else text
    found = named(regression, regression_judge, text)
    assert found is None or found.bug in pair


@pytest.mark.parametrize("text", ["", "def linear_regression_gradient_descent(X, y", "import os\nos._exit(3)\n"])
def test_a_file_that_does_not_work_is_no_known_mistake(regression: Problem, regression_judge: Judge, text: str) -> None:
    """A file that defines nothing, is no Python or ends its process fails in no typical way."""
    assert named(replace(regression, bugs=regression.bugs[:2]), regression_judge, text) is None


def _never() -> Judge:
    """A judge that must not be asked."""

    class Never:
        def __getattr__(self, name: str) -> object:
            raise AssertionError(f"{name} was asked for")

    return Never()  # type: ignore[return-value]


def test_an_unjudged_verdict_has_no_name(regression: Problem) -> None:
    """What could not be judged says nothing of the solution, however much of it failed."""
    rows: list[Outcome] = ["failed", "unjudged"]
    cases = tuple(CaseResult(str(i), "", "core", outcome, "no", 0.1) for i, outcome in enumerate(rows))
    assert name_mistake(regression, _never(), Verdict(regression.id, 1, cases)) is None


def test_where_an_error_is_raised_does_not_matter(regression: Problem, regression_judge: Judge) -> None:
    """The judge shows the candidate's line; two files that end alike in other lines fail alike all the same."""
    head = f"def {regression.entries[0]}(*given, **named):\n"
    texts = [
        f"{head}    raise ValueError('no (a) b')\n",
        f"def f():\n    raise ValueError('no (a) b')\n\n\n{head}    f()\n",
    ]
    first, second = (failures(regression_judge.grade(Submission(text, "a.py"), SEED).cases) for text in texts)
    assert first == second
    assert set(first.values()) == {("error", "ValueError: no (a) b")}


def result(name: str, outcome: Outcome, message: str) -> CaseResult:
    """A case that ended so."""
    return CaseResult(name, name, "core", outcome, message, 0.1)


def test_failures_are_told_apart_by_their_words_and_not_by_their_place() -> None:
    """Digits beyond the fifth, the place in the file and later lines are the style's; the rest is the mistake's."""
    left = [
        result("a", "failed", "loss: expected 0.123456, got 0.246914\nmore"),
        result("b", "error", "IndexError: no (solution.py:9)"),
        result("c", "memory", "MemoryError: no (my file.py:9, in f: return a[(1, 2)])"),
    ]
    right = [
        result("a", "failed", "loss: expected 0.123457, got 2.4691e-1"),
        result("b", "error", "IndexError: no (solution.py:70, in f: a = b[2] # (n,))"),
        result("c", "memory", "MemoryError: no (solution.py:1, in g)"),
    ]
    assert failures(left) == failures(right)
    assert failures([result("a", "failed", "loss: expected 0.12, got 0.30")]) != failures(left[:1])
    assert failures([result("a", "failed", "area: expected 0.715236, got 0.715498")]) != failures(
        [result("a", "failed", "area: expected 0.715236, got 0.715236")]
    )
    assert failures([result("a", "passed", ""), result("b", "slow", "")]) == {}
    assert failures([result("a", "crashed", "")]) == {"a": ("crashed", "")}


def bug(name: str) -> Bug:
    """A bug by name."""
    return Bug(id=name, title=name.title(), edit=[Edit(find="a", replace="b")], caught_by=["a"], lesson=f"{name}!")


BUGS = [bug("one"), bug("two"), bug("three")]
HALF, DOUBLE = ("failed", "got 0.5"), ("failed", "got 2.0")


def each(cases: str, alike: int = 9) -> dict[str, tuple[str, str]]:
    """Failures of these cases; the first so many are halved, the rest is doubled."""
    return {name: HALF if i < alike else DOUBLE for i, name in enumerate(cases)}


CHOICES: list[tuple[str, dict[str, dict[str, tuple[str, str]]], tuple[str, bool] | None]] = [
    ("a", {"one": each("a"), "two": each("b")}, ("one", True)),
    ("a", {"one": each("a"), "two": each("a")}, None),
    ("a", {"one": each("a"), "two": each("a", 0)}, ("one", True)),
    ("a", {"one": each("a", 0)}, None),
    ("ab", {"one": each("ab", 1)}, None),
    ("abc", {"one": each("abc", 2)}, ("one", False)),
    ("abc", {"one": each("abc", 2), "two": each("ab")}, ("one", False)),
    ("abc", {"one": each("abc", 2), "two": each("abc", 0)}, None),
    ("abcd", {"one": each("abcd", 3), "two": each("abcd", 1)}, ("one", False)),
    ("abcd", {"one": each("abcd", 3), "two": each("abcd", 3)}, None),
    ("ab", {"one": each("a"), "two": each("b")}, None),
    ("a", {"one": each("ab")}, None),
    ("a", {}, None),
]


@pytest.mark.parametrize(("cases", "found", "expected"), CHOICES)
def test_the_one_bug_that_explains_it_is_chosen(
    cases: str, found: dict[str, dict[str, tuple[str, str]]], expected: tuple[str, bool] | None
) -> None:
    """The same cases must fail; all alike is certain, most alike likely, with more asked where others fail them."""
    chosen = choose(BUGS, each(cases), found)
    assert (None if chosen is None else (chosen.bug, chosen.sure)) == expected


FAILED = st.dictionaries(st.sampled_from("abc"), st.sampled_from([HALF, DOUBLE, ("error", "no")]), min_size=1)


@given(FAILED, st.dictionaries(st.sampled_from(["one", "two", "three"]), FAILED))
def test_a_name_fails_the_same_cases(
    failed: Mapping[str, tuple[str, str]], found: dict[str, dict[str, tuple[str, str]]]
) -> None:
    """A bug is never named that fails one case more or less, and it is certain only if all reads the same."""
    chosen = choose(BUGS, failed, found)
    if chosen is not None:
        assert found[chosen.bug].keys() == failed.keys()
        assert chosen.sure == (found[chosen.bug] == failed)
        assert [name for name, other in found.items() if other == found[chosen.bug]] == [chosen.bug]


def test_the_record_keeps_ids_alone() -> None:
    """Neither a title nor a lesson is stored: they are the problem's, and may be put better later."""
    strength = Strength(("test_a",), (), ("one",), 3)
    kept = Diagnosis(strength, Mistake("one", "One", "Mind the one.", sure=True)).as_data()
    assert kept == (
        {"tests": ("test_a",), "wrong": (), "caught": ("one",), "bugs": 3},
        {"bug": "one", "sure": True},
    )
    assert Diagnosis(strength, None).as_data()[1] is None
