"""Drills and hunts that are not over: what it takes to go on with one after a break, a closed terminal or a crash."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mockml.errors import RecordProblem
from mockml.record.attempts import INSERT, Attempt, Exercise, columns_of, new_uuid
from mockml.record.database import Record
from mockml.record.texts import given, kept

COLUMNS = "id, uuid, kind, item, seed, file, allowed, started_at, last_seen, used, data"


@dataclass(frozen=True, slots=True)
class Unfinished:
    """One exercise that goes on. `allowed` and `used` are seconds of its own clock; `data` is its state."""

    id: int
    uuid: str
    kind: Exercise
    item: str
    seed: int
    file: str
    allowed: float
    started_at: float
    last_seen: float
    used: float
    data: Mapping[str, Any]


class Bench:
    """What lies on the bench, in an open record. Raises RecordProblem like the record itself."""

    def __init__(self, record: Record) -> None:
        self._record = record

    def begin(self, kind: Exercise, item: str, seed: int, file: Path, allowed: float, at: float) -> Unfinished:
        """A new exercise."""
        values = (new_uuid(), kind, kept(item), seed, kept(str(file)), allowed, at, at, "{}")
        with self._record.transaction() as execute:
            cursor = execute(
                "INSERT INTO unfinished (uuid, kind, item, seed, file, allowed, started_at, last_seen, data) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                values,
            )
            number = int(cursor.lastrowid or 0)
        return self.get(number)

    def keep(self, number: int, used: float, data: Mapping[str, Any], at: float) -> None:
        """Keeps where an exercise stands."""
        with self._record.transaction() as execute:
            execute(
                "UPDATE unfinished SET used = ?, data = ?, last_seen = ? WHERE id = ?",
                (used, json.dumps(dict(data)), at, number),
            )

    def beat(self, number: int, used: float, at: float) -> None:
        """A sign of life: so much time was used. The last one may be lost to a power cut, so it waits for no disk."""
        self._record.rows("PRAGMA synchronous = NORMAL", ())
        try:
            with self._record.transaction() as execute:
                execute("UPDATE unfinished SET used = ?, last_seen = ? WHERE id = ?", (used, at, number))
        finally:
            self._record.rows("PRAGMA synchronous = FULL", ())

    def finish(self, number: int, attempt: Attempt | None) -> None:
        """The exercise is over: it becomes an attempt, or nothing where it was none, in one step."""
        with self._record.transaction() as execute:
            execute("DELETE FROM unfinished WHERE id = ?", (number,))
            if attempt is not None:
                execute(INSERT, columns_of(attempt))

    def latest(self, kind: Exercise, item: str | None = None) -> Unfinished | None:
        """The exercise that was seen last, of one item or of a problem where named."""
        name = None if item is None else kept(item)
        rows = self._record.rows(
            f"SELECT {COLUMNS} FROM unfinished WHERE kind = ?1 AND "  # noqa: S608
            "(?2 IS NULL OR item = ?2 OR substr(item, 1, length(?2) + 1) = ?2 || '/') ORDER BY last_seen DESC, id DESC",
            (kind, name),
        )
        return self._row(rows[0]) if rows else None

    def get(self, number: int) -> Unfinished:
        """The exercise as it is kept now. Raises RecordProblem where it is over."""
        rows = self._record.rows(f"SELECT {COLUMNS} FROM unfinished WHERE id = ?", (number,))  # noqa: S608
        if not rows:
            raise RecordProblem(f"exercise {number} is over", "begin a new one")
        return self._row(rows[0])

    def _row(self, row: Any) -> Unfinished:
        texts = {name: given(row[name]) for name in ("item", "file")}
        return Unfinished(**{**dict(row), **texts, "data": self._record.loads(row["data"])})
