"""The record: every session's events in SQLite, committed as they happen."""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from mockml.errors import NotFound, RecordProblem
from mockml.record.attempts import INSERT, attempt_of_session, columns_of
from mockml.record.events import Event
from mockml.record.faults import spoken
from mockml.record.opening import connect
from mockml.record.places import database_path
from mockml.record.texts import given, kept

COLUMNS = "id, uuid, problem, seed, rubric, file, plan, started_at, last_seen, finished, decision, score"
LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class SessionRow:
    """What the record keeps of a session beside its events. `plan` is (phase, seconds); times are epoch seconds."""

    id: int
    uuid: str
    problem: str
    seed: int
    rubric: str
    file: str
    plan: tuple[tuple[str, float], ...]
    started_at: float
    last_seen: float
    finished: bool
    decision: str | None
    score: float | None


@dataclass(frozen=True, slots=True)
class SignalGrade:
    """What a session came to in one signal: the level suggested, one's own, and how many levels that is ahead of it."""

    signal: str
    title: str
    suggested: str | None
    own: str | None
    ahead: int | None


class Record:
    """The record of all sessions. Every method raises RecordProblem when the file cannot be read or written."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path, self._connection = path, connection

    @classmethod
    def open(cls, path: Path | None = None) -> Record:
        """Opens the record at `path`, the data directory's if None; makes it, or brings it up to date."""
        path = path or database_path()
        with spoken(path):
            return cls(path, connect(path))

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file."""
        with spoken(self.path):
            self._connection.close()

    def create_session(
        self, *, problem: str, seed: int, rubric: str, file: str, plan: Sequence[tuple[str, float]], at: float
    ) -> int:
        """A new session's number: 1, 2, 3 ..."""
        if abs(seed) > LARGEST:
            raise RecordProblem(f"seed {seed} is too large to keep", f"choose one up to {LARGEST}")
        names = (str(uuid.uuid4()), kept(problem), seed, kept(rubric), kept(file))
        with self.transaction() as execute:
            cursor = execute(
                "INSERT INTO sessions (uuid, problem, seed, rubric, file, plan, started_at, last_seen) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (*names, json.dumps(list(plan)), at, at),
            )
            return int(cursor.lastrowid or 0)

    def append(self, session: int, events: Sequence[Event], seen: float | None = None) -> None:
        """Commits events, all or none, at the end of a session's.

        Raises NotFound where there is no such session, RecordProblem where it is finished.
        """
        last = max([event.at for event in events] + ([seen] if seen is not None else []), default=0.0)
        rows = [(event.at, event.clock, event.kind, json.dumps(dict(event.data))) for event in events]
        finished = any(event.kind == "finished" for event in events)
        with self.transaction() as execute:
            # Asked under the lock, so that no other process can finish the session in between.
            if self.session(session).finished:
                raise RecordProblem(f"session {session} is finished", f"mockml report {session}")
            number = execute("SELECT coalesce(max(number), 0) FROM events WHERE session = ?", (session,)).fetchone()[0]
            for place, row in enumerate(rows, number + 1):
                execute(
                    "INSERT INTO events (session, number, at, clock, kind, data) VALUES (?, ?, ?, ?, ?, ?)",
                    (session, place, *row),
                )
            execute(
                "UPDATE sessions SET last_seen = max(last_seen, ?), finished = ? WHERE id = ?",
                (last, int(finished), session),
            )
            if finished:
                self._count_as_practice(session, execute)

    def heartbeat(self, session: int, at: float) -> None:
        """Notes that the session was alive at `at`; what is seen never goes back. Raises NotFound."""
        with spoken(self.path):
            # A lost heartbeat costs half a second of the clock, so it does not wait for the disk as events do.
            self._connection.execute("PRAGMA synchronous = NORMAL")
            try:
                self._update(session, "last_seen = max(last_seen, ?)", (at,))
            finally:
                self._connection.execute("PRAGMA synchronous = FULL")

    def set_result(
        self, session: int, decision: str | None, score: float | None, grades: Sequence[SignalGrade] = ()
    ) -> None:
        """Keeps how a session came out, for `history` and `stats`. Raises NotFound."""
        values = (None if decision is None else kept(decision), score, session)
        with self.transaction() as execute:
            self.session(session)
            execute("UPDATE sessions SET decision = ?, score = ? WHERE id = ?", values)
            for grade in grades:
                execute(
                    "INSERT OR REPLACE INTO grades (session, signal, title, suggested, own, ahead) "
                    "VALUES (?, ?, ?, ?, ?, ?)",
                    (session, grade.signal, grade.title, grade.suggested, grade.own, grade.ahead),
                )

    def session(self, session: int) -> SessionRow:
        """One session. Raises NotFound."""
        known = 0 < session <= LARGEST
        rows = self.rows(f"SELECT {COLUMNS} FROM sessions WHERE id = ?", (session,)) if known else []  # noqa: S608
        if not rows:
            raise NotFound(f"no session {session}", self._newest())
        return self._session(rows[0])

    def sessions(
        self,
        *,
        problem: str | None = None,
        unfinished: bool | None = None,
        decision: str | None = None,
        since: float | None = None,
        limit: int | None = None,
    ) -> list[SessionRow]:
        """Sessions, the newest first: of a problem, finished or not, with a decision, begun at `since` or later."""
        where: list[str] = ["1"]
        values: list[Any] = []
        if problem is not None:
            where.append("problem = ?")
            values.append(kept(problem))
        if unfinished is not None:
            where.append("finished = ?")
            values.append(int(not unfinished))
        if decision is not None:
            where.append("decision = ?")
            values.append(kept(decision))
        if since is not None:
            where.append("started_at >= ?")
            values.append(since)
        chosen = " AND ".join(where)
        query = f"SELECT {COLUMNS} FROM sessions WHERE {chosen} ORDER BY id DESC LIMIT ?"  # noqa: S608
        return [self._session(row) for row in self.rows(query, (*values, -1 if limit is None else limit))]

    def latest(self, *, unfinished: bool = False) -> SessionRow | None:
        """The newest session, or the newest unfinished one; None where there is none."""
        found = self.sessions(unfinished=True if unfinished else None, limit=1)
        return found[0] if found else None

    def delete(self, session: int) -> None:
        """Takes a session out of the record for good, and what it counts for as practice. Raises NotFound."""
        with self.transaction() as execute:
            row = self.session(session)
            execute("DELETE FROM attempts WHERE uuid = ?", (row.uuid,))
            execute("DELETE FROM grades WHERE session = ?", (session,))
            execute("DELETE FROM events WHERE session = ?", (session,))
            execute("DELETE FROM sessions WHERE id = ?", (session,))

    def events(self, session: int) -> list[Event]:
        """A session's events, in order. Raises NotFound."""
        self.session(session)
        rows = self.rows("SELECT kind, at, clock, data FROM events WHERE session = ? ORDER BY number", (session,))
        return [Event(row["kind"], row["at"], row["clock"], self.loads(row["data"])) for row in rows]

    # -- for the other modules of this room ------------------------------------------------------------------

    def rows(self, query: str, values: Sequence[Any]) -> list[sqlite3.Row]:
        """What a query finds, for the other tables of the record."""
        with spoken(self.path):
            cursor = self._connection.execute(query, values)
            cursor.row_factory = sqlite3.Row
            return cursor.fetchall()

    @contextmanager
    def transaction(self) -> Iterator[Any]:
        """Gives `execute`; what it does is committed together, or not at all, whatever other processes write."""
        with spoken(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection.execute
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """What is read within is the record of one moment, whatever other processes write."""
        with spoken(self.path):
            self._connection.execute("BEGIN")
        try:
            yield
        finally:
            with spoken(self.path):
                self._connection.execute("ROLLBACK")

    def loads(self, text: str) -> Any:
        """A column's JSON as data."""
        try:
            return json.loads(text)
        except ValueError:
            hint = "move it away and a new one is made"
            raise RecordProblem(f"{self.path}: damaged, an entry is not JSON", hint) from None

    # -- parts -----------------------------------------------------------------------------------------------

    def _count_as_practice(self, session: int, execute: Any) -> None:
        row = self.session(session)
        attempt = attempt_of_session(row.uuid, row.problem, row.plan, self.events(session))
        if attempt is not None:
            execute(INSERT, columns_of(attempt))

    def _update(self, session: int, assignments: str, values: tuple[Any, ...]) -> None:
        with self.transaction() as execute:
            self.session(session)
            execute(f"UPDATE sessions SET {assignments} WHERE id = ?", (*values, session))  # noqa: S608

    def _newest(self) -> str:
        numbers = [str(row["id"]) for row in self.rows("SELECT id FROM sessions ORDER BY id DESC LIMIT 3", ())]
        if not numbers:
            return "there is none yet; mockml start begins one"
        return f"the newest: {', '.join(numbers)}; mockml history lists them"

    def _session(self, row: sqlite3.Row) -> SessionRow:
        plan = tuple((str(name), float(seconds)) for name, seconds in self.loads(row["plan"]))
        texts = {name: given(row[name]) for name in ("problem", "rubric", "file", "decision")}
        return SessionRow(**{**dict(row), **texts, "plan": plan, "finished": bool(row["finished"])})
