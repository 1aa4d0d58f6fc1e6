"""The mistake by name: right, or none. On real solutions with the real judge, and by rule on made-up failures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mockml.bank.bugs import apply_bug
from mockml.bank.spec import Bug, Edit, Problem
from mockml.diagnosis.diagnose import Diagnosis
from mockml.diagnosis.naming import Mistake, choose, failures, name_mistake
from mockml.diagnosis.strength import Strength
from mockml.judge.outcomes import CaseResult, Outcome, Verdict
from mockml.judge.service import Judge
from mockml.judge.submission import Submission

TESTS = Path(__file__).parents[1] / "bank"
SEED = 5


def rewritten(problem: str, bug: str, style: str) -> str:
    """A solution in another style, with a bug made again in it."""
    rows = yaml.safe_load((TESTS / "rewritten" / f"{problem}.yaml").read_text())
    (row,) = (row for row in rows if (row["bug"], row["style"]) == (bug, style))
    text = (TESTS / "variants" / problem / f"{style}.py").read_text()
    for edit in row["edit"]:
        assert edit["find"] in text
        text = text.replace(edit["find"], edit["replace"])
    return text


def named(problem: Problem, judge: Judge, text: str) -> Mistake | None:
    """The name of the mistake in a solution."""
    return name_mistake(problem, judge, judge.grade(Submission(text, "solution.py"), SEED))


STYLES = [
    ("halved-loss", "class_with_main"),
    ("absolute-loss", "columns_in_place"),
    ("loss-after-update", "augmented"),
    ("follows-integer-type", "keeps_float32"),
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


def result(name: str, outcome: Outcome, message: str) -> CaseResult:
    """A case that ended so."""
    return CaseResult(name, name, "core", outcome, message, 0.1)


def test_failures_are_told_apart_by_their_words_and_not_by_their_place() -> None:
    """Digits beyond the third, line numbers and later lines are the style's; the rest is the mistake's."""
    left = [
        result("a", "failed", "loss: expected 0.123456, got 0.246912\nmore"),
        result("b", "error", "IndexError: no (line 9)"),
    ]
    right = [
        result("a", "failed", "loss: expected 0.123449, got 2.4691e-1"),
        result("b", "error", "IndexError: no (line 70, in f)"),
    ]
    assert failures(left) == failures(right)
    assert failures([result("a", "failed", "loss: expected 0.12, got 0.30")]) != failures(left[:1])
    assert failures([result("a", "passed", ""), result("b", "slow", "")]) == {}
    assert failures([result("a", "crashed", "")]) == {"a": ("crashed", "")}


def bug(name: str) -> Bug:
    """A bug by name."""
    return Bug(id=name, title=name.title(), edit=[Edit(find="a", replace="b")], caught_by=["a"], lesson=f"{name}!")


BUGS = [bug("one"), bug("two"), bug("three")]
HALF, DOUBLE = ("failed", "got 0.5"), ("failed", "got 2.0")
CHOICES: list[tuple[dict[str, tuple[str, str]], dict[str, dict[str, tuple[str, str]]], tuple[str, bool] | None]] = [
    ({"a": HALF}, {"one": {"a": HALF}, "two": {"b": HALF}}, ("one", True)),
    ({"a": HALF}, {"one": {"a": HALF}, "two": {"a": HALF}}, None),
    ({"a": HALF}, {"one": {"a": HALF}, "two": {"a": DOUBLE}}, ("one", True)),
    ({"a": HALF}, {"one": {"a": DOUBLE}}, None),
    ({"a": HALF, "b": HALF}, {"one": {"a": HALF, "b": DOUBLE}}, ("one", False)),
    ({"a": HALF, "b": HALF}, {"one": {"a": HALF, "b": DOUBLE}, "two": {"a": DOUBLE, "b": HALF}}, None),
    ({"a": HALF, "b": HALF}, {"one": {"a": HALF}, "two": {"b": HALF}}, None),
    ({"a": HALF}, {"one": {"a": HALF, "b": HALF}}, None),
    ({"a": HALF}, {}, None),
]


@pytest.mark.parametrize(("failed", "found", "expected"), CHOICES)
def test_the_one_bug_that_explains_it_is_chosen(
    failed: dict[str, tuple[str, str]],
    found: dict[str, dict[str, tuple[str, str]]],
    expected: tuple[str, bool] | None,
) -> None:
    """The same cases must fail; all alike is certain, half alike is likely, and two that fit equally are no answer."""
    chosen = choose(BUGS, failed, found)
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
