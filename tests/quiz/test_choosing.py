"""Which question comes next: what is due, what was never asked, then any; and what cannot be chosen."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime

import pytest

from mockml.bank.library import Bank
from mockml.bank.question_index import QuestionCard
from mockml.errors import NotFound, UsageProblem
from mockml.practice.choosing import due_first, due_now, find, fitting, within
from mockml.practice.schedule import fold
from mockml.record.attempts import Attempt, Rating

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC).timestamp()
DAY = 86400.0
TODAY = date(2026, 11, 2)


@pytest.fixture(scope="module")
def cards() -> list[QuestionCard]:
    """The questions that ship."""
    return Bank().question_cards()


def quizzed(item: str, days_ago: float, rating: Rating) -> Attempt:
    """An attempt at a question."""
    return Attempt("quiz", item, NOON - days_ago * DAY, rating)


def test_due_then_never_asked_then_any(cards: list[QuestionCard]) -> None:
    """What failed comes first, then what is longer overdue, then new ones, last what is not due; each once."""
    attempts = [
        quizzed("drift", 1, "easy"),
        quizzed("calibration", 10, "good"),
        quizzed("attention", 25, "good"),
        quizzed("optimizers", 3, "again"),
    ]
    known = fold(attempts, UTC)
    names = [card.id for card in due_first(cards, known, TODAY, random.Random(1))]
    assert names[:3] == ["optimizers", "attention", "calibration"]
    assert names[-1] == "drift"
    assert sorted(names) == sorted(card.id for card in cards)
    assert [card.id for card in due_now(cards, known, TODAY)] == names[:3]


def test_new_questions_come_in_another_order_each_time(cards: list[QuestionCard]) -> None:
    """Who has never practised does not always get the first question of the first file."""
    first = {due_first(cards, {}, TODAY, random.Random(seed))[0].id for seed in range(20)}
    assert len(first) > 5


def test_topics_and_kinds(cards: list[QuestionCard]) -> None:
    """Several topics widen the choice, a kind narrows it."""
    both = fitting(cards, ["drift", "calibration"], [])
    assert {"drift", "calibration", "ad-click-prediction"} <= {card.id for card in both}
    assert {card.kind for card in fitting(cards, ["drift", "calibration"], ["system-design"])} == {"system-design"}
    assert fitting(cards, [], []) == cards


def test_what_cannot_be_chosen(cards: list[QuestionCard]) -> None:
    """Unknown ids and topics name the nearest; an unknown kind is a wrong argument."""
    with pytest.raises(NotFound) as caught:
        find(cards, "drfit")
    assert "drift" in caught.value.hint
    with pytest.raises(NotFound) as caught:
        fitting(cards, ["calibrations"], [])
    assert "calibration" in caught.value.hint
    with pytest.raises(NotFound):
        fitting(cards, ["calibration"], ["behavioural"])
    with pytest.raises(UsageProblem):
        fitting(cards, [], ["behavioral"])


@pytest.mark.parametrize("minutes", [1, 3, 7.5, 15, 60, 600])
def test_the_minutes_are_not_exceeded(cards: list[QuestionCard], minutes: float) -> None:
    """What fits is taken in its order, until not even the shortest of the rest fits."""
    taken = within(cards, minutes)
    left = minutes - sum(card.minutes for card in taken)
    assert left >= 0
    assert all(card.minutes > left for card in cards if card not in taken)
    assert len(within(cards, minutes, each=1.0)) == min(int(minutes), len(cards))
