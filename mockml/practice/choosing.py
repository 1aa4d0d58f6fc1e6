"""Which questions to ask: what is due, then what was never asked, then any; of the topics and kinds one wants."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import date

from mockml.bank.question_index import QuestionCard
from mockml.bank.questions import KINDS
from mockml.errors import NotFound, UsageProblem, nearest
from mockml.practice.schedule import Card, Key


def find(cards: Sequence[QuestionCard], name: str) -> QuestionCard:
    """The question of that id. Raises NotFound with the nearest."""
    found = next((card for card in cards if card.id == name), None)
    if found is None:
        raise NotFound(f"no question {name!r}", nearest(name, [card.id for card in cards]) + " (mockml quiz --list)")
    return found


def fitting(cards: Sequence[QuestionCard], topics: Sequence[str], kinds: Sequence[str]) -> list[QuestionCard]:
    """The questions on any of the topics and of any of the kinds; none of either means all.

    Raises NotFound where there is no such topic, or nothing fits both; UsageProblem where there is no such kind.
    """
    for kind in kinds:
        if kind not in KINDS:
            raise UsageProblem(f"--kind {kind}: there is none of that name", nearest(kind, KINDS))
    known = {topic for card in cards for topic in card.topics}
    for topic in topics:
        if topic not in known:
            raise NotFound(f"no question is on the topic {topic!r}", nearest(topic, known))
    found = [
        card
        for card in cards
        if (not kinds or card.kind in kinds) and (not topics or any(topic in card.topics for topic in topics))
    ]
    if not found:
        raise NotFound("no question is like that", "leave --kind or --topic out, or see: mockml quiz --list")
    return found


def due_first(
    cards: Sequence[QuestionCard], practised: Mapping[Key, Card], today: date, rng: random.Random
) -> list[QuestionCard]:
    """The due ones, what failed before the rest and then the longest overdue; those never asked; all others."""
    due = due_now(cards, practised, today)
    new = [card for card in cards if ("quiz", card.id) not in practised]
    rest = [card for card in cards if card not in due and card not in new]
    rng.shuffle(new)
    rng.shuffle(rest)
    return due + new + rest


def due_now(cards: Sequence[QuestionCard], practised: Mapping[Key, Card], today: date) -> list[QuestionCard]:
    """The questions that are due today, the most urgent first."""
    due = {card.id: at for card in cards if (at := practised.get(("quiz", card.id))) and at.overdue(today) >= 0}

    def urgency(card: QuestionCard) -> tuple[bool, float]:
        return due[card.id].last.rating != "again", -due[card.id].urgency(today)

    return sorted((card for card in cards if card.id in due), key=urgency)


def within(cards: Sequence[QuestionCard], minutes: float, each: float | None = None) -> list[QuestionCard]:
    """As many as fit into the minutes, in their order; `each` is what one takes, where it is given."""
    taken = []
    for card in cards:
        length = card.minutes if each is None else each
        if length <= minutes:
            taken.append(card)
            minutes -= length
    return taken
