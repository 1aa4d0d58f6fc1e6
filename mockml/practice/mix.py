"""What to do next in the minutes one has: what failed, what is due, something new, and no kind all the time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

from mockml.practice import reasons
from mockml.practice.catalogue import INTERVIEW_MINUTES, Offer
from mockml.practice.schedule import Card, Key
from mockml.record.attempts import Exercise

Why = Literal["failed", "due", "piece", "new", "ahead"]
REST_DAYS = 2  # between one full interview and the next
NEW_EVERY = 3  # one in three is new, where something is due as well
BACKLOG = 2  # sittings of work that is due, beyond which nothing new is begun
FRESH_DAYS = 7  # what was practised in these days and is not due is left alone


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing to do: how long it takes, why now, and what to type."""

    kind: Exercise
    item: str
    title: str
    minutes: float
    why: Why
    reason: str
    command: str

    def as_dict(self) -> dict[str, Any]:
        """The suggestion as JSON-able data."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class _Candidate:
    suggestion: Suggestion
    order: tuple[float, ...]

    @property
    def first(self) -> bool:
        """What went wrong comes before all that is merely due or new."""
        return self.suggestion.why in ("failed", "piece")


def suggest(
    offers: Iterable[Offer],
    cards: Mapping[Key, Card],
    today: date,
    minutes: float,
    *,
    interview: bool | None = None,
    new: bool = True,
) -> list[Suggestion]:
    """What fits into `minutes`, in the order to do it.

    At most one interview, and that first: where `interview` is None, when there is time and the last one is a while
    ago. With `new` false, only what was practised before.
    """
    desk = _Desk(cards, today)
    found = [one for place, offer in enumerate(offers) if (one := desk.candidate(offer, place))]
    if not new:
        found = [one for one in found if one.suggestion.why not in ("new", "piece")]
    if interview is None:
        interview = minutes >= INTERVIEW_MINUTES and rested(cards, today) >= REST_DAYS
    taken = _sitting(found, desk.last_sat, minutes) if interview else []
    left = minutes - sum(one.minutes for one in taken)
    sat = [one.item for one in taken]
    rest = [one for one in found if one.suggestion.kind != "interview" and one.suggestion.item not in sat]
    return taken + _fill(rest, left)


def rested(cards: Mapping[Key, Card], today: date) -> int:
    """Days since the last full interview; many where there was none."""
    sat = [card.last_day for card in cards.values() if card.kind == "interview"]
    return (today - max(sat)).days if sat else 999


def shortest(offers: Sequence[Offer]) -> float | None:
    """The minutes of the shortest exercise there is."""
    return min((offer.minutes for offer in offers), default=None)


class _Desk:
    """The cards as they lie on one day, and what they say of each offer."""

    def __init__(self, cards: Mapping[Key, Card], today: date) -> None:
        self.cards, self.today = cards, today
        self.tried = {item for kind, item in cards if kind in ("interview", "drill")}
        sat = [card for card in cards.values() if card.kind == "interview"]
        self.last_sat = max(sat, key=lambda card: card.last.at).item if sat else None

    def candidate(self, offer: Offer, place: int) -> _Candidate | None:
        """The offer with why it is made and how soon; None where it would give nothing."""
        card = self._card(offer)
        if card is None and offer.kind == "hunt" and offer.item not in self.tried:
            return None  # a hunt shows a solution: the problem itself comes first
        if card is not None and card.overdue(self.today) < 0 and (self.today - card.last_day).days < FRESH_DAYS:
            return None
        why, words, order = self._standing(offer, card)
        told = Suggestion(offer.kind, offer.item, offer.title, offer.minutes, why, words, offer.command)
        return _Candidate(told, (*order, float(place)))

    def _card(self, offer: Offer) -> Card | None:
        if offer.kind != "hunt":
            return self.cards.get((offer.kind, offer.item))
        hunted = [card for card in self.cards.values() if card.kind == "hunt" and card.problem == offer.item]
        return max(hunted, key=lambda card: (card.urgency(self.today), card.item), default=None)

    def _standing(self, offer: Offer, card: Card | None) -> tuple[Why, str, tuple[float, ...]]:
        if card is None:
            whole = self._failed_whole(offer)
            if whole is not None:
                return "piece", reasons.piece(whole.item, whole.last, whole.last_day, self.today), (0.0,)
            # A problem never tried is best kept for an interview.
            kept = offer.kind == "drill" and offer.part_of is None and offer.item not in self.tried
            return "new", reasons.NEVER, (2.0 if kept else 1.0,)
        if card.overdue(self.today) < 0:
            return "ahead", reasons.due(card, self.today), (float(-card.overdue(self.today)),)
        urgency = -card.urgency(self.today)
        if card.last.rating == "again":
            return "failed", reasons.failed(card.last, card.last_day, self.today), (0.0, urgency)
        return "due", reasons.due(card, self.today), (1.0, urgency)

    def _failed_whole(self, offer: Offer) -> Card | None:
        """The problem that a drill is a piece of, where the last attempt at that went wrong."""
        if offer.kind != "drill" or offer.part_of is None:
            return None
        whole = [self.cards.get((kind, offer.part_of)) for kind in ("interview", "drill")]
        return next((card for card in whole if card is not None and card.last.rating == "again"), None)


def _sitting(candidates: Sequence[_Candidate], last: str | None, minutes: float) -> list[Suggestion]:
    """One interview: what failed, unless it was the last one; else a problem not seen yet, as in a real room."""

    def rank(one: _Candidate) -> tuple[int, tuple[float, ...]]:
        why = one.suggestion.why
        again = 0 if why == "failed" and one.suggestion.item != last else 2
        return (1 if why == "new" else 3 if why == "ahead" else again), one.order

    sittings = [one for one in candidates if one.suggestion.kind == "interview" and one.suggestion.minutes <= minutes]
    return [one.suggestion for one in sorted(sittings, key=rank)[:1]]


def _fill(candidates: Sequence[_Candidate], minutes: float) -> list[Suggestion]:
    """Takes turns between what is due and what is new until no minutes are left; looks ahead where there is neither."""
    due = [one for one in candidates if one.suggestion.why in ("failed", "due")]
    behind = sum(one.suggestion.minutes for one in due) > BACKLOG * minutes
    new = [one for one in candidates if one.suggestion.why == "piece" or (one.suggestion.why == "new" and not behind)]
    ahead = [one for one in candidates if one.suggestion.why == "ahead"]
    return _take_turns((due, new), minutes) or _take_turns((ahead, []), minutes)


def _take_turns(pools: tuple[Sequence[_Candidate], Sequence[_Candidate]], minutes: float) -> list[Suggestion]:
    taken: list[Suggestion] = []
    used: Counter[str] = Counter()
    while True:
        turn = pools if (len(taken) + 1) % NEW_EVERY else pools[::-1]
        fitting = [[one for one in pool if _fits(one, taken, minutes)] for pool in turn]
        pool = next((pool for pool in fitting if pool), None)
        if pool is None:
            return taken
        chosen = min(pool, key=lambda one: (not one.first, used[one.suggestion.kind], one.order)).suggestion
        taken.append(chosen)
        used[chosen.kind] += 1
        minutes -= chosen.minutes


def _fits(candidate: _Candidate, taken: Sequence[Suggestion], minutes: float) -> bool:
    one = candidate.suggestion
    # Two questions on one topic are one command; and a hunt on a problem would give its drill away.
    other = all(one.command != done.command and one.item != done.item for done in taken)
    return other and one.minutes <= minutes
