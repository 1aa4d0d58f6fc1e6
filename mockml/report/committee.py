"""The hiring committee's page as data: what each round came to, how that adds up, the evidence, the week after."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from mockml.bank.library import Bank
from mockml.host.looproom import standings
from mockml.practice.catalogue import catalogue
from mockml.practice.plan import Day, lay_out
from mockml.practice.schedule import KEPT, fold
from mockml.record.database import Record
from mockml.record.loops import LoopRow
from mockml.record.practice import Practice, local_date
from mockml.report.rounds import GOOD, Piece, RoundResult, results_of
from mockml.scoring.combine import Vote, combine

SHOWN, FROM_ONE = 5, 2  # pieces of evidence on each side, and from one round
WEEK, FAR = 7, 22  # days; so far from an interview, a plan is calm
MINUTES = 45.0


@dataclass(frozen=True, slots=True)
class Committee:
    """All that is on the page."""

    loop: int
    name: str
    title: str
    started_at: str
    level: str | None
    decision: str
    why: tuple[str, ...]
    explained: str
    rounds: tuple[RoundResult, ...]
    strongest: tuple[Piece, ...]
    weakest: tuple[Piece, ...]
    days: tuple[Day, ...]

    @property
    def assessed(self) -> int:
        """How many rounds came to a level."""
        return sum(one.level is not None for one in self.rounds)

    @property
    def open(self) -> RoundResult | None:
        """The first round that is still to be sat; None where none is."""
        return next((one for one in self.rounds if one.state in ("open", "begun")), None)

    def as_dict(self) -> dict[str, Any]:
        """The page as JSON-able data."""
        data = {**asdict(self), "assessed": self.assessed}
        data["days"] = [
            {"day": one.day.isoformat(), "todo": [todo.as_dict() for todo in one.todo]} for one in self.days
        ]
        return data


def convene(record: Record, bank: Bank, loop: LoopRow, now: float) -> Committee:
    """The page of a loop, as far as it has come."""
    found = standings(record, loop)
    results = results_of(record, bank, loop, found)
    votes = [Vote(at.round, one.level) for at, one in zip(found, results, strict=True)]
    combined = combine(loop.spec.decision, votes)
    strongest, weakest = _both_ends(results)
    return Committee(
        loop=loop.id,
        name=loop.spec.id,
        title=loop.spec.title,
        started_at=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(loop.started_at)),
        level=combined.level,
        decision=combined.decision,
        why=combined.why,
        explained=loop.spec.decision.explained.strip(),
        rounds=tuple(results),
        strongest=strongest,
        weakest=weakest,
        days=_week(record, bank, now),
    )


def _week(record: Record, bank: Bank, now: float) -> tuple[Day, ...]:
    cards, start = fold(Practice(record).recent(KEPT)), local_date(now, None) + timedelta(1)
    return lay_out(catalogue(bank), cards, start, start + timedelta(FAR), MINUTES)[:WEEK]


def _both_ends(results: Sequence[RoundResult]) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """The strongest and the weakest evidence over all rounds, in which each round has its turn."""
    good, bad = [], []
    for one in results:
        ranked = sorted(one.evidence, key=lambda piece: -piece.strength)
        strong = [piece for piece in ranked if piece.strength >= GOOD]
        weak = [piece for piece in reversed(ranked) if piece.strength < GOOD]
        good += [(place, -piece.strength, -one.weight, piece) for place, piece in enumerate(strong[:FROM_ONE])]
        bad += [(place, piece.strength, -one.weight, piece) for place, piece in enumerate(weak[:FROM_ONE])]
    return _first(good), _first(bad)


def _first(ranked: Sequence[tuple[int, float, int, Piece]]) -> tuple[Piece, ...]:
    """Those that come first when each round has its turn, in the order of what they weigh."""
    taken = sorted(ranked, key=lambda one: one[:3])[:SHOWN]
    return tuple(piece for *_, piece in sorted(taken, key=lambda one: one[1:3]))
