"""What was begun and waits to be gone on with: interviews, exercises, a quiz, a loop."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from mockml.errors import NotFound
from mockml.host.looproom import current, standings, upcoming
from mockml.record.database import Record
from mockml.record.drafts import Drafts
from mockml.record.practice import local_date
from mockml.record.unfinished import Bench

MOST_INTERVIEWS = 3


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that was begun: the command that goes on with it, and what it is."""

    command: str
    what: str

    def as_dict(self) -> dict[str, Any]:
        """It as JSON-able data."""
        return asdict(self)


def waiting(record: Record) -> list[Waiting]:
    """What waits, rounds of a loop as the loop; of interviews the newest few, of other kinds the newest."""
    with record.snapshot():
        return [*_loop(record), *_interviews(record), *_exercises(record), *_quiz(record)]


def _loop(record: Record) -> Iterator[Waiting]:
    try:
        row = current(record)
    except NotFound:
        return
    at = upcoming(standings(record, row))
    if at is not None:
        words = f"{row.spec.title}: round {at.number} of {len(row.spec.rounds)}, {at.round.title}"
        yield Waiting("mockml loop next", words)


def _interviews(record: Record) -> Iterator[Waiting]:
    for row in record.sessions(unfinished=True, limit=MOST_INTERVIEWS):
        if not _is_round(record, row.uuid):
            yield Waiting(f"mockml resume {row.id}", f"{row.problem}, begun on {local_date(row.started_at, None)}")


def _exercises(record: Record) -> Iterator[Waiting]:
    for kind in ("drill", "hunt"):
        row = Bench(record).latest(kind)
        if row is not None:
            left = max(round((row.allowed - row.used) / 60), 0)
            yield Waiting(f"mockml {kind} --resume", f"{row.item.split('/')[0]}, {left} min left")


def _quiz(record: Record) -> Iterator[Waiting]:
    draft = next((one for one in Drafts(record).newest_first() if not _is_round(record, one.uuid)), None)
    if draft is not None:
        count = len(draft.plan["questions"])
        yield Waiting("mockml quiz --resume", f"{count} question{'' if count == 1 else 's'}")


def _is_round(record: Record, uuid: str) -> bool:
    return bool(record.rows("SELECT 1 FROM loop_rounds WHERE uuid = ?", (uuid,)))
