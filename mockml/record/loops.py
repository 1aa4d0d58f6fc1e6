"""The record of interview loops: each with its rules as they were when it began, and what stands for its rounds."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from mockml.bank.loops import Loop
from mockml.errors import NotFound, RecordProblem
from mockml.record.attempts import new_uuid
from mockml.record.database import LARGEST, Record
from mockml.record.drafts import Draft, insert_draft

Tick = Literal["strong", "weak", "skip"]
INSERT_LOOP = "INSERT INTO loops (uuid, spec, started_at) VALUES (?, ?, ?) ON CONFLICT (uuid) DO NOTHING"
SET_ROUND = "INSERT OR REPLACE INTO loop_rounds (loop, number, at, uuid, tick, items) VALUES (?, ?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class RoundRow:
    """What stands for a round: the uuid of its session or quiz, or a tick, or the item of an exercise begun at `at`.

    `items` are the questions of a quiz, or that one item.
    """

    number: int
    at: float
    uuid: str | None = None
    tick: Tick | None = None
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LoopRow:
    """A loop in the record, with the rounds that were begun or ticked, by their number from 1."""

    id: int
    uuid: str
    spec: Loop
    started_at: float
    rounds: Mapping[int, RoundRow]


class Loops:
    """The loops of an open record. Raises RecordProblem like the record itself."""

    def __init__(self, record: Record) -> None:
        self._record = record

    def begin(self, spec: Loop, at: float) -> LoopRow:
        """A new loop."""
        uuid = new_uuid()
        with self._record.transaction() as execute:
            number = execute(INSERT_LOOP, (uuid, json.dumps(msgspec.to_builtins(spec)), at)).lastrowid
        return LoopRow(int(number), uuid, spec, at, {})

    def newest_first(self) -> list[LoopRow]:
        """All loops."""
        return [self._loop(row) for row in self._record.rows("SELECT * FROM loops ORDER BY id DESC", ())]

    def get(self, number: int) -> LoopRow:
        """One loop, as it is now. Raises NotFound."""
        known = 0 < number <= LARGEST
        rows = self._record.rows("SELECT * FROM loops WHERE id = ?", (number,)) if known else []
        if not rows:
            numbers = [str(row["id"]) for row in self._record.rows("SELECT id FROM loops ORDER BY id DESC LIMIT 3", ())]
            newest = (
                f"the newest: {', '.join(numbers)}" if numbers else "there is none yet; mockml loop start begins one"
            )
            raise NotFound(f"no loop {number}", newest)
        return self._loop(rows[0])

    def set_round(self, loop: int, row: RoundRow) -> None:
        """What stands for a round from now on."""
        with self._record.transaction() as execute:
            execute(SET_ROUND, (loop, row.number, row.at, row.uuid, row.tick, json.dumps(list(row.items))))

    def begin_quiz(self, loop: int, number: int, questions: Sequence[str], plan: Mapping[str, Any], at: float) -> Draft:
        """A new quiz that is a round: both are there, or neither."""
        with self._record.transaction() as execute:
            draft = insert_draft(execute, plan, at)
            execute(SET_ROUND, (loop, number, at, draft.uuid, None, json.dumps(list(questions))))
        return draft

    def _loop(self, row: sqlite3.Row) -> LoopRow:
        rounds = self._record.rows("SELECT * FROM loop_rounds WHERE loop = ? ORDER BY number", (row["id"],))
        found = {one["number"]: self._round(one) for one in rounds}
        try:
            spec = msgspec.convert(self._record.loads(row["spec"]), Loop)
        except msgspec.ValidationError as error:
            raise RecordProblem(f"{self._record.path}: loop {row['id']} cannot be read: {error}") from None
        return LoopRow(row["id"], row["uuid"], spec, row["started_at"], found)

    def _round(self, row: sqlite3.Row) -> RoundRow:
        items = tuple(self._record.loads(row["items"]))
        return RoundRow(row["number"], row["at"], row["uuid"], row["tick"], items)
