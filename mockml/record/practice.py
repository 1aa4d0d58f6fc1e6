"""The record of practice: attempts at exercises, personal bests, days in a row, and one's own stories."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from mockml.record.attempts import COLUMNS, INSERT, Attempt, Exercise, columns_of, new_uuid
from mockml.record.database import Record
from mockml.record.texts import END_OF_TIME, given, kept

INSERT_STORY = (
    "INSERT INTO stories (uuid, question, part, text, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (uuid) DO NOTHING"
)


@dataclass(frozen=True, slots=True)
class Best:
    """How often an item was practised and when last, its best and mean score, the shortest time of those that held.

    `spent` is the seconds of all attempts.
    """

    kind: str
    item: str
    count: int
    last_at: float
    last_rating: str
    score: float | None
    mean: float | None
    seconds: float | None
    spent: float


@dataclass(frozen=True, slots=True)
class Streak:
    """Days in a row with practice: up to now, the longest ever, and whether today has had some."""

    days: int
    longest: int
    today: bool


@dataclass(frozen=True, slots=True)
class Story:
    """One part of one's own answer to a question, as it was last written."""

    question: str
    part: str
    text: str
    at: float


class Practice:
    """What was practised, in an open record. Raises RecordProblem like the record itself."""

    def __init__(self, record: Record) -> None:
        self._record = record

    def add_attempt(self, attempt: Attempt) -> None:
        """Keeps an attempt. One that is there already, by its uuid, stays as it is."""
        with self._record.transaction() as execute:
            execute(INSERT, columns_of(attempt))

    def attempts(self, kind: Exercise | None = None, item: str | None = None) -> list[Attempt]:
        """Attempts, the oldest first; of one kind or one item where named."""
        wanted = {"kind": kind, "item": None if item is None else kept(item)}
        chosen = {name: value for name, value in wanted.items() if value is not None}
        where = " AND ".join(f"{name} = ?" for name in chosen) or "1"
        query = f"SELECT {COLUMNS} FROM attempts WHERE {where} ORDER BY at, id"  # noqa: S608
        return [self._attempt(row) for row in self._record.rows(query, tuple(chosen.values()))]

    def recent(self, each: int) -> list[Attempt]:
        """The last `each` attempts at every item, the oldest first: what a schedule needs of a long record."""
        items = self._record.rows("SELECT DISTINCT kind, item FROM attempts", ())
        query = f"SELECT {COLUMNS} FROM attempts WHERE kind = ? AND item = ? ORDER BY at DESC, id DESC LIMIT ?"  # noqa: S608
        found = [row for one in items for row in reversed(self._record.rows(query, (one["kind"], one["item"], each)))]
        return sorted((self._attempt(row) for row in found), key=lambda attempt: attempt.at)

    def bests(self, kind: Exercise | None = None) -> list[Best]:
        """Every item that was practised with its personal best, the latest first."""
        last = "SELECT rating FROM attempts AS b WHERE b.kind = a.kind AND b.item = a.item ORDER BY at DESC, id DESC"
        query = (
            f"SELECT kind, item, count(*) AS count, max(at) AS last_at, ({last} LIMIT 1) AS last_rating, "  # noqa: S608
            "max(score) AS score, avg(score) AS mean, min(iif(rating IN ('good', 'easy'), seconds, NULL)) AS seconds, "
            "coalesce(sum(seconds), 0.0) AS spent "
            "FROM attempts AS a WHERE ?1 IS NULL OR kind = ?1 GROUP BY kind, item ORDER BY last_at DESC, item"
        )
        rows = self._record.rows(query, (kind,))
        return [Best(**{**dict(row), "item": given(row["item"])}) for row in rows]

    def streak(self, now: float, zone: tzinfo | None = None) -> Streak:
        """Days in a row with practice, by the dates of `zone` (the system's if None). Today may still be to come."""
        times = self._record.rows("SELECT at FROM attempts ORDER BY at", ())
        return streak_of({local_date(row["at"], zone) for row in times}, local_date(now, zone))

    def tell_story(self, question: str, part: str, text: str, at: float, uuid: str | None = None) -> None:
        """Keeps a part of one's own answer. What it was before is kept too; a version there is already stays."""
        with self._record.transaction() as execute:
            execute(INSERT_STORY, (uuid or new_uuid(), kept(question), kept(part), kept(text), at))

    def stories(self, question: str | None = None) -> list[Story]:
        """Every part as it was last written, in the order in which the parts were first told."""
        last = "id = (SELECT max(id) FROM stories AS b WHERE b.question = a.question AND b.part = a.part)"
        first = "(SELECT min(id) FROM stories AS b WHERE b.question = a.question AND b.part = a.part)"
        query = (
            f"SELECT question, part, text, at FROM stories AS a WHERE (? IS NULL OR question = ?) AND {last} "  # noqa: S608
            f"ORDER BY {first}"
        )
        name = None if question is None else kept(question)
        return [_story(row) for row in self._record.rows(query, (name, name))]

    def versions(self, question: str, part: str) -> list[Story]:
        """All versions of one part, the oldest first."""
        query = "SELECT question, part, text, at FROM stories WHERE question = ? AND part = ? ORDER BY id"
        return [_story(row) for row in self._record.rows(query, (kept(question), kept(part)))]

    def _attempt(self, row: sqlite3.Row) -> Attempt:
        return Attempt(**{**dict(row), "item": given(row["item"]), "data": self._record.loads(row["data"])})


def local_date(at: float, zone: tzinfo | None) -> date:
    """The date of an epoch second in a time zone, the system's if None."""
    return datetime.fromtimestamp(min(max(at, 0.0), END_OF_TIME), zone).date()


def streak_of(days: Iterable[date], today: date) -> Streak:
    """The streaks that the days with practice make."""
    one = timedelta(days=1)
    past = sorted(day for day in set(days) if day <= today)
    lengths: dict[date, int] = {}
    for day in past:
        lengths[day] = lengths.get(day - one, 0) + 1
    now = lengths.get(today) or lengths.get(today - one, 0)
    return Streak(now, max(lengths.values(), default=0), today in lengths)


def _story(row: sqlite3.Row) -> Story:
    question, part, text = (given(row[name]) or "" for name in ("question", "part", "text"))
    return Story(question, part, text, row["at"])
