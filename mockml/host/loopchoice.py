"""What a round of a loop is about, where it only says of what kind: rather what was never seen, as in a real room."""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mockml.bank.library import Bank
from mockml.bank.loops import Round
from mockml.bank.question_index import QuestionCard
from mockml.errors import NotFound
from mockml.practice.offering import offers
from mockml.practice.schedule import Card, Key


@dataclass(frozen=True, slots=True)
class Chooser:
    """Chooses from the bank, by what was practised so far."""

    bank: Bank
    practised: Mapping[Key, Card]
    today: date
    rng: random.Random

    def problem(self, one: Round, had: Collection[str]) -> str:
        """The problem that is named, or one of the pattern, rather none of those that the loop `had`.

        Raises NotFound where none is there any more.
        """
        cards = [*(self.bank.parts() if one.kind == "drill" else ()), *self.bank.cards()]
        fitting = [card for card in cards if one.problem == card.id or one.pattern == card.pattern]
        if not fitting:
            raise NotFound(f"no problem for {one.title!r} is there any more", "mockml list shows those that are")
        if one.kind == "interview":
            fresh = [card for card in fitting if card.id not in had] or fitting
            return next(name for name, _ in offers(fresh, self.practised, self.today, self.rng))
        return self._never_first(one.kind, [card.id for card in fitting], had)[0]

    def questions(self, one: Round, had: Collection[str]) -> list[str]:
        """The questions that are named, or some of those that fit, rather none of those that the loop `had`.

        Raises NotFound where none is there any more.
        """
        cards = self.bank.question_cards()
        if one.questions:
            known = {card.id for card in cards}
            found = [name for name in one.questions if name in known]
        else:
            fitting = [card.id for card in cards if _fits(card, one)]
            found = self._never_first("quiz", fitting, had)[: one.asked]
        if not found:
            hint = "mockml quiz --list shows those that are"
            raise NotFound(f"no question for {one.title!r} is there any more", hint)
        return found

    def _never_first(self, kind: str, items: Sequence[str], had: Collection[str]) -> list[str]:
        """What was never practised, at random; then the rest, what is longest ago first; last, what the loop had."""
        last: dict[str, float] = {}
        for card in self.practised.values():
            if card.kind == kind:
                last[card.problem] = max(last.get(card.problem, 0.0), card.last.at)
        mixed = self.rng.sample(items, len(items))
        return sorted(mixed, key=lambda name: (name in had, last.get(name, 0.0)))


def _fits(card: QuestionCard, one: Round) -> bool:
    of_kind = not one.of_kinds or card.kind in one.of_kinds
    return of_kind and (not one.topics or not set(one.topics).isdisjoint(card.topics))
