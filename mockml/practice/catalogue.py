"""What can be practised at all: every exercise of the bank with its minutes and the command that begins it."""

from __future__ import annotations

from dataclasses import dataclass

from mockml.bank.library import Bank
from mockml.bank.needs import missing
from mockml.bank.question_index import QuestionCard
from mockml.bank.spec import Card
from mockml.record.attempts import Exercise

INTERVIEW_MINUTES = 45
HUNT_MINUTES = 8
PART_MINUTES = {"easy": 8, "medium": 10, "hard": 15}
DRILL_MINUTES = {"easy": 15, "medium": 20, "hard": 25}


@dataclass(frozen=True, slots=True)
class Offer:
    """One exercise. `part_of` is the problem that it is a piece of; `pattern` groups it, as the catalogue does.

    A hunt's item is its problem: which of the bugs it will be is not told before.
    """

    kind: Exercise
    item: str
    title: str
    pattern: str
    minutes: float
    command: str
    part_of: str | None = None


def catalogue(bank: Bank) -> tuple[Offer, ...]:
    """Everything that the bank offers and that can be run here, the easy first.

    Only cards are read, so that it is there at once.
    """
    problems = sorted((card for card in bank.cards() if not missing(card)), key=_easy_first)
    parts = sorted((card for card in bank.parts() if not missing(card)), key=_easy_first)
    found = [_part(card) for card in parts]
    found += [_drill(card) for card in problems]
    found += [_hunt(card) for card in problems]
    found += [_question(card) for card in bank.question_cards()]
    found += [_interview(card) for card in problems]
    return tuple(found)


def _easy_first(card: Card) -> tuple[int, str]:
    return list(PART_MINUTES).index(card.difficulty), card.id


def _part(card: Card) -> Offer:
    minutes = PART_MINUTES[card.difficulty]
    return Offer("drill", card.id, card.title, card.pattern, minutes, f"mockml drill {card.id}", card.part_of)


def _drill(card: Card) -> Offer:
    minutes = DRILL_MINUTES[card.difficulty]
    command = f"mockml drill {card.id} --minutes {minutes}"
    return Offer("drill", card.id, card.title, card.pattern, minutes, command)


def _hunt(card: Card) -> Offer:
    title = f"{card.title}: find the bug"
    return Offer("hunt", card.id, title, card.pattern, HUNT_MINUTES, f"mockml hunt {card.id}", card.id)


def _question(card: QuestionCard) -> Offer:
    topic = f" --topic {card.topics[0]}" if card.topics else ""
    return Offer("quiz", card.id, card.title, card.kind, card.minutes, f"mockml quiz{topic}")


def _interview(card: Card) -> Offer:
    return Offer("interview", card.id, card.title, card.pattern, INTERVIEW_MINUTES, f"mockml start {card.id}")
