"""Which problem to sit next: one that was never sat, then one that is due, then any."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from mockml.bank.spec import Card as ProblemCard
from mockml.practice import reasons
from mockml.practice.schedule import Card, Key

DIFFICULTIES = ("easy", "medium", "hard")


def offers(
    problems: Sequence[ProblemCard], cards: Mapping[Key, Card], today: date, rng: random.Random
) -> Iterator[tuple[str, str]]:
    """Problems with the reason for each, best first.

    Those never sat, the easier ones before the harder; those that are due, the longest due first; the rest at random.
    """
    sat = {problem.id: cards[key] for problem in problems if (key := ("interview", problem.id)) in cards}
    new = [problem for problem in problems if problem.id not in sat]
    rng.shuffle(new)
    for problem in sorted(new, key=lambda one: DIFFICULTIES.index(one.difficulty)):
        yield problem.id, "never practised"
    due = sorted((card for card in sat.values() if card.due <= today), key=lambda card: -card.urgency(today))
    for card in due:
        yield card.item, reasons.due(card, today)
    rest = [name for name, card in sat.items() if card.due > today]
    rng.shuffle(rest)
    for name in rest:
        yield name, "practised lately; chosen at random"
