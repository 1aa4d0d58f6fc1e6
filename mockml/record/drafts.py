"""Drafts: quizzes that are not over, with every line that was typed, so that a killed terminal loses none."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mockml.record.attempts import new_uuid
from mockml.record.database import Record
from mockml.record.texts import given, kept


@dataclass(frozen=True, slots=True)
class Draft:
    """A quiz under way: what it asks, when it began (epoch seconds), and how many seconds it has lived so far."""

    id: int
    uuid: str
    plan: Mapping[str, Any]
    at: float
    clock: float


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One line as it was typed: when, and at which second of the quiz."""

    at: float
    clock: float
    text: str


class Drafts:
    """The drafts of an open record. Raises RecordProblem like the record itself."""

    def __init__(self, record: Record) -> None:
        self._record = record

    def begin(self, plan: Mapping[str, Any], at: float) -> Draft:
        """A new draft."""
        uuid = new_uuid()
        with self._record.transaction() as execute:
            row = (uuid, json.dumps(dict(plan)), at)
            number = execute("INSERT INTO drafts (uuid, plan, at, clock) VALUES (?, ?, ?, 0)", row).lastrowid
        return Draft(int(number), uuid, plan, at, 0.0)

    def newest_first(self) -> list[Draft]:
        """All drafts."""
        return [self._draft(row) for row in self._record.rows("SELECT * FROM drafts ORDER BY id DESC", ())]

    def add_line(self, draft: Draft, line: DraftLine) -> None:
        """Keeps one more line at the end of a draft."""
        with self._record.transaction() as execute:
            execute(
                "INSERT INTO draft_lines (draft, number, at, clock, text) "
                "SELECT ?1, coalesce(max(number), 0) + 1, ?2, ?3, ?4 FROM draft_lines WHERE draft = ?1",
                (draft.id, line.at, line.clock, kept(line.text)),
            )
            execute("UPDATE drafts SET clock = max(clock, ?) WHERE id = ?", (line.clock, draft.id))

    def beat(self, draft: Draft, clock: float) -> None:
        """Notes that a draft lived until that second of it."""
        with self._record.transaction() as execute:
            execute("UPDATE drafts SET clock = max(clock, ?) WHERE id = ?", (clock, draft.id))

    def lines(self, draft: Draft) -> list[DraftLine]:
        """The lines of a draft, in order."""
        query = "SELECT at, clock, text FROM draft_lines WHERE draft = ? ORDER BY number"
        rows = self._record.rows(query, (draft.id,))
        return [DraftLine(row["at"], row["clock"], given(row["text"]) or "") for row in rows]

    def drop(self, draft: Draft) -> None:
        """Takes a draft away, once all that it came to is kept elsewhere."""
        with self._record.transaction() as execute:
            execute("DELETE FROM drafts WHERE id = ?", (draft.id,))

    def _draft(self, row: sqlite3.Row) -> Draft:
        return Draft(**{**dict(row), "plan": self._record.loads(row["plan"])})
