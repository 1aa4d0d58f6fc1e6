"""The schedule: a pure fold over attempts, from each item to the day on which it is due again.

It counts in calendar days of the candidate's own time zone: an evening's practice is due in the morning of its day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo

import fsrs

from mockml.record.attempts import Attempt
from mockml.record.practice import local_date

Key = tuple[str, str]  # kind and item

RATINGS = {
    "again": fsrs.Rating.Again,
    "hard": fsrs.Rating.Hard,
    "good": fsrs.Rating.Good,
    "easy": fsrs.Rating.Easy,
}
LONGEST = 30  # days: who prepares for interviews wants to have seen everything in the last month
KEPT = 64  # attempts of an item that are read: what was before them no longer moves its due day

# Without learning steps of minutes: nobody solves the same exercise twice in ten minutes and learns from it.
SCHEDULER = fsrs.Scheduler(learning_steps=(), relearning_steps=(), maximum_interval=LONGEST, enable_fuzzing=False)


@dataclass(frozen=True, slots=True)
class Card:
    """Where an item stands: the day it is due, and in how many days its memory falls to nine in ten (`stability`)."""

    kind: str
    item: str
    due: date
    stability: float
    count: int
    last: Attempt
    last_day: date
    memory: fsrs.Card

    @property
    def problem(self) -> str:
        """The problem of a hunt, whose item is `problem/bug`."""
        return self.item.split("/")[0]

    def overdue(self, today: date) -> int:
        """Days since it was due; negative where it is not due yet."""
        return (today - self.due).days

    def urgency(self, today: date) -> float:
        """How far the time since the last attempt goes beyond what memory is trusted with."""
        return self.overdue(today) / max(self.stability, 1.0)


def fold(attempts: Iterable[Attempt], zone: tzinfo | None = None) -> dict[Key, Card]:
    """Every item that was practised with its card. Dates are those of `zone`, the system's if None."""
    cards: dict[Key, Card] = {}
    for attempt in sorted(attempts, key=lambda one: one.at):
        key = (attempt.kind, attempt.item)
        cards[key] = after(cards.get(key), attempt, local_date(attempt.at, zone))
    return cards


def after(card: Card | None, attempt: Attempt, day: date) -> Card:
    """The card after one more attempt on `day`."""
    # The number is given since the library would take the time of day, and wait a moment, to make one.
    memory = card.memory if card is not None else fsrs.Card(card_id=0)
    noon = datetime.combine(day, time(12), UTC)
    memory, _ = SCHEDULER.review_card(memory, RATINGS[attempt.rating], noon)
    return Card(
        kind=attempt.kind,
        item=attempt.item,
        due=memory.due.date(),
        stability=memory.stability or 0.0,
        count=1 + (card.count if card is not None else 0),
        last=attempt,
        last_day=day,
        memory=memory,
    )
