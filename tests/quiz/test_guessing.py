"""The first guess at the points an answer makes, measured on labelled answers."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest

from mockml.bank.questions import Question
from mockml.practice.guessing import Guesser
from tests.quiz.labelled import agreement, labelled, questions

# A little under what was measured; (precision, recall, share of decisions right).
FLOORS = {"tuned on": (0.74, 0.67, 0.80), "held out": (0.78, 0.70, 0.81)}


@pytest.fixture(scope="module")
def guesser() -> Guesser:
    """The guesser as the quiz makes it."""
    return Guesser(questions().values())


def naive(question: Question, answer: str) -> frozenset[str]:
    """The plainest guess there is: a point is made where one of its signs begins a word."""
    text = " ".join(answer.lower().split())
    return frozenset(
        point.id
        for point in question.points
        if any(re.search(rf"\b{re.escape(sign.lower())}", text) for sign in point.signs)
    )


@pytest.mark.parametrize(("half", "place"), [("tuned on", 0), ("held out", 1)])
def test_the_guess_is_right_most_of_the_time(
    guesser: Guesser, half: str, place: int, record_property: Callable[[str, object], None]
) -> None:
    """Of the points it ticks most are made, of those made it finds most; also on answers it was not tuned on."""
    rows = labelled()[place::2]
    found, plain = agreement(guesser.guess, rows), agreement(naive, rows)
    record_property("measured", f"first guess, {half} ({len(rows)} answers): {found}; signs alone: {plain}")
    precision, recall, right = FLOORS[half]
    assert found.precision >= precision
    assert found.recall >= recall
    assert found.right >= right
    assert found.f1 > plain.f1 + 0.1


def test_an_answer_to_another_question_makes_few_points(guesser: Guesser) -> None:
    """Who talks at length about something else of the same kind gets hardly a point: length alone earns none."""
    rng = random.Random(1)
    ticked = total = 0
    for row in labelled()[1::2]:
        other = questions()[rng.choice([name for name in sorted(questions()) if name != row.question])]
        ticked += len(guesser.guess(other, row.answer))
        total += len(other.points)
    assert ticked / total < 0.06


def test_model_answers_make_nearly_all_points(guesser: Guesser) -> None:
    """The model answer of a question is recognized as a good one."""
    made = sum(len(guesser.guess(one, one.answer)) for one in questions().values())
    assert made / sum(len(one.points) for one in questions().values()) > 0.97


@pytest.mark.parametrize("text", ["", "   ", "?!", "I do not know.", "word " * 500, "\x00\udcff \u202e"])
def test_nothing_said_is_nothing_made(guesser: Guesser, text: str) -> None:
    """An empty or empty-headed answer makes no point of any question."""
    assert all(guesser.guess(one, text) == frozenset() for one in questions().values())


def test_what_is_denied_is_no_point(guesser: Guesser) -> None:
    """A sign after a denial does not count, unless the sign denies something itself."""
    question = questions()["bias-variance-tree-depth"]
    said = "I'd choose the depth by cross-validation."
    denied = "You don't need cross-validation for that."
    assert guesser.evidence(question, said)[3][0] > 0
    assert guesser.evidence(question, denied)[3][0] == 0
    assert guesser.evidence(question, "A stump can't capture the pattern.")[0][0] > 0


def test_the_guess_does_not_depend_on_layout(guesser: Guesser) -> None:
    """Line breaks, capitals and typographic apostrophes change nothing."""
    for row in labelled()[::9]:
        one, text = questions()[row.question], row.answer
        other = text.upper().replace("'", "\u2019").replace(" ", "\n ")
        assert guesser.guess(one, text) == guesser.guess(one, other)
