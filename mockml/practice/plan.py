"""The days up to an interview: full interviews with rests between, practice on the others, a light last day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from mockml.practice.catalogue import INTERVIEW_MINUTES, Offer
from mockml.practice.mix import Suggestion, rested, suggest
from mockml.practice.schedule import Card, Key, after
from mockml.record.attempts import Attempt

SHORT_INTERVIEW = 30  # minutes; in less, no interview is worth the name
LAST_WEEKS = 14  # days in which interviews come every second day; before them, every third
LIGHT_MINUTES = 20
LONGEST = 366


@dataclass(frozen=True, slots=True)
class Day:
    """What to do on one day; `note` says what is special about it."""

    day: date
    todo: tuple[Suggestion, ...]
    note: str = ""

    @property
    def minutes(self) -> float:
        """How long it takes."""
        return sum(one.minutes for one in self.todo)


def lay_out(
    offers: Sequence[Offer], cards: Mapping[Key, Card], today: date, until: date, minutes: float
) -> tuple[Day, ...]:
    """The days from today to the one before the interview, each with what fits into its minutes.

    It is laid out as if all that is planned goes well; what goes otherwise, the next plan knows.
    """
    offers = [_shortened(offer, minutes) for offer in offers]
    known = dict(cards)
    days = []
    for number in range(min((until - today).days, LONGEST)):
        day = today + timedelta(number)
        planned = _last_day(offers, known, day, minutes) if day == until - timedelta(1) else None
        planned = planned or _day(offers, known, day, until, minutes)
        days.append(planned)
        for one in planned.todo:
            _as_if_done(known, one, day)
    return tuple(days)


def _day(offers: Sequence[Offer], cards: Mapping[Key, Card], day: date, until: date, minutes: float) -> Day:
    gap = 2 if (until - day).days <= LAST_WEEKS else 3
    sit = minutes >= SHORT_INTERVIEW and rested(cards, day) >= gap
    todo = suggest(offers, cards, day, minutes, interview=sit)
    return Day(day, tuple(todo), "full interview" if any(one.kind == "interview" for one in todo) else "")


def _last_day(offers: Sequence[Offer], cards: Mapping[Key, Card], day: date, minutes: float) -> Day:
    """Half the time at most, and nothing new: on the day before, what is known gives more than what is not."""
    todo = suggest(offers, cards, day, min(minutes / 2, LIGHT_MINUTES), interview=False, new=False)
    return Day(day, tuple(todo), "the day before: light, nothing new, early to bed")


def _shortened(offer: Offer, minutes: float) -> Offer:
    if offer.kind != "interview" or minutes >= INTERVIEW_MINUTES:
        return offer
    return replace(offer, minutes=minutes, command=f"{offer.command} --minutes {minutes:g}")


def _as_if_done(cards: dict[Key, Card], one: Suggestion, day: date) -> None:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp()
    key: Key = (one.kind, one.item)
    hunted = [known for known, card in cards.items() if card.kind == one.kind == "hunt" and card.problem == one.item]
    if hunted:  # the bug that was due is the one that will be hunted
        key = max(hunted, key=lambda known: (cards[known].urgency(day), known))
    cards[key] = after(cards.get(key), Attempt(one.kind, one.item, noon, "good"), day)
