"""Questions in a candidate's own words reach the right clarification, or an honest none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from mockml.bank.library import Bank
from mockml.interview.matching import Matcher, is_statement, misheard

NAMES = Bank().problem_ids()
LABELLED = [path for path in sorted((Path(__file__).parent / "labelled").glob("*.yaml")) if path.stem in NAMES]


@cache
def matcher(name: str) -> Matcher:
    """The matcher of a problem, as an interview has it."""
    problem = Bank().problem(name)
    return Matcher(problem.body.clarifications, problem.general, problem.body.left_open)


def questions(path: Path) -> list[tuple[str, str | None, bool]]:
    """A problem's labelled questions: text, clarification or None, and whether the weights were fitted to it."""
    labelled: dict[str, Any] = yaml.safe_load(path.read_text())
    asked = [(q, name, i % 2 == 0) for name, qs in labelled["asked"].items() for i, q in enumerate(qs)]
    asked += [(q, name, i % 2 == 0) for name, qs in labelled["general"].items() for i, q in enumerate(qs)]
    return asked + [(q, None, i % 2 == 0) for i, q in enumerate(labelled["unanswerable"])]


def test_questions_reach_their_answer(record_property: Callable[[str, object], None]) -> None:
    """Of phrasings in no spec at least 90 % are answered rightly and at most 3 % wrongly, also of those never seen."""
    counts: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for path in LABELLED:
        for question, wanted, fitted in questions(path):
            found = [c.id for c in matcher(path.stem).match(question).found]
            right = found == ([wanted] if wanted else [])
            counts[fitted]["right" if right else "wrong" if len(found) == 1 else "unsure"] += 1
    whole = counts[True] + counts[False]
    for words, count in (("fitted to", counts[True]), ("never seen", counts[False]), ("all", whole)):
        shares = ", ".join(f"{count[name] / count.total():.1%} {name}" for name in ("right", "wrong", "unsure"))
        record_property("measured", f"matching, {words}, {count.total()} questions: {shares}")
    for count in (whole, counts[False]):
        assert count["right"] >= 0.90 * count.total()
        assert count["wrong"] <= 0.03 * count.total()


@pytest.mark.parametrize("path", LABELLED, ids=lambda path: path.stem)
def test_statements_are_told_from_questions(path: Path) -> None:
    """What a candidate says is noted; what they ask, with a question mark or without, is never taken for a remark."""
    statements = yaml.safe_load(path.read_text())["statements"]
    assert [text for text in statements if not is_statement(text)] == []
    assert [text for text, _, _ in questions(path) if is_statement(text)] == []


@pytest.mark.parametrize("name", NAMES)
def test_listed_phrasings_are_understood(name: str) -> None:
    """Every way of asking that a problem lists reaches its own clarification."""
    problem = Bank().problem(name)
    assert misheard(problem.body.clarifications, problem.general, problem.body.left_open) == []


@pytest.mark.parametrize("name", NAMES)
def test_what_is_left_open_is_left_to_the_candidate(name: str) -> None:
    """Questions that a problem lists as the candidate's own choice get no answer made up for them."""
    listed = Bank().problem(name).body.left_open
    answered = [text for text in listed if len(matcher(name).match(text).found) == 1]
    assert len(answered) <= 0.03 * len(listed)


@given(st.text(max_size=200))
@settings(max_examples=50)
def test_odd_questions_break_nothing(text: str) -> None:
    """Empty and foreign text is answered by at most two clarifications, always the same."""
    assert len(matcher("kmeans").match(text).found) <= 2
    assert matcher("kmeans").match(text) == matcher("kmeans").match(text)


def test_extremes_break_nothing() -> None:
    """Huge text, control characters, and a problem without clarifications."""
    for text in ("", "?", "...", "x" * 100_000, "¿qué distancia?", "\\x00", "why " * 5_000):
        matcher("kmeans").match(text)
    assert Matcher([]).match("anything").found == ()
