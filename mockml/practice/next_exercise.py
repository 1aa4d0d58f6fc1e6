"""Which drill or which hunt it will be, where none is named: by what failed, what is due, and what is new."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from mockml.practice.catalogue import Offer
from mockml.practice.mix import suggest
from mockml.practice.schedule import Card, Key
from mockml.record.attempts import Exercise

ANY_TIME = 1e6


def next_of(
    kind: Exercise,
    offers: Sequence[Offer],
    cards: Mapping[Key, Card],
    today: date,
    *,
    minutes: float = ANY_TIME,
    without: Collection[str] = (),
) -> Offer | None:
    """The next exercise of a kind within some minutes, in the order of `mockml next`; None where none fits."""
    fitting = [offer for offer in offers if offer.kind == kind and offer.item not in without]
    found = suggest(fitting, cards, today, minutes, interview=False)
    return next((offer for one in found for offer in fitting if offer.item == one.item), None)


def due_hunt(cards: Mapping[Key, Card], today: date) -> Card | None:
    """The hunt that is due the longest, those that failed first."""
    due = [card for card in cards.values() if card.kind == "hunt" and card.overdue(today) >= 0]
    return max(due, key=lambda card: (card.last.rating == "again", card.urgency(today)), default=None)
