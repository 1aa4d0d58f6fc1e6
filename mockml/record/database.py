"""The record: every session's events in SQLite, committed as they happen."""

from __future__ import annotations

import json
import os
import sqlite3
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from mockml.errors import NotFound, RecordProblem
from mockml.record.events import Event
from mockml.record.places import database_path
from mockml.record.schema import migrate

BUSY_SECONDS = 5.0


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


class Record:
    """The record of all sessions. Every method raises RecordProblem when the file cannot be read or written."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path, self._connection = path, connection

    @classmethod
    def open(cls, path: Path | None = None) -> Record:
        """Opens the record at `path`, the data directory's if None; makes it, or brings it up to date."""
        path = path or database_path()
        with _spoken(path):
            # Made by hand first, for its mode: what a candidate thinks aloud is nobody else's business.
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
            connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
            try:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = FULL")
                connection.execute("PRAGMA foreign_keys = ON")
                migrate(connection, path)
            except BaseException:
                connection.close()
                raise
        return cls(path, connection)

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file."""
        self._connection.close()

    def create_session(
        self, *, problem: str, seed: int, rubric: str, file: str, plan: Sequence[tuple[str, float]], at: float
    ) -> int:
        """A new session's number: 1, 2, 3 ..."""
        with self._transaction() as execute:
            cursor = execute(
                "INSERT INTO sessions (uuid, problem, seed, rubric, file, plan, started_at, last_seen) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (str(uuid.uuid4()), problem, seed, rubric, _plain(file), json.dumps(list(plan)), at, at),
            )
            return int(cursor.lastrowid or 0)

    def append(self, session: int, events: Sequence[Event], seen: float | None = None) -> None:
        """Commits events, all or none, at the end of a session's.

        Raises NotFound where there is no such session, RecordProblem where it is finished.
        """
        if self.session(session).finished:
            raise RecordProblem(f"session {session} is finished", f"mockml report {session}")
        last = max([event.at for event in events] + ([seen] if seen is not None else []), default=0.0)
        with self._transaction() as execute:
            number = execute("SELECT coalesce(max(number), 0) FROM events WHERE session = ?", (session,)).fetchone()[0]
            for place, event in enumerate(events, number + 1):
                row = (session, place, event.at, event.clock, event.kind, json.dumps(dict(event.data)))
                execute("INSERT INTO events (session, number, at, clock, kind, data) VALUES (?, ?, ?, ?, ?, ?)", row)
            finished = any(event.kind == "finished" for event in events)
            execute(
                "UPDATE sessions SET last_seen = max(last_seen, ?), finished = max(finished, ?) WHERE id = ?",
                (last, int(finished), session),
            )

    def heartbeat(self, session: int, at: float) -> None:
        """Notes that the session was alive at `at`; what is seen never goes back."""
        with self._transaction() as execute:
            execute("UPDATE sessions SET last_seen = max(last_seen, ?) WHERE id = ?", (at, session))

    def set_result(self, session: int, decision: str | None, score: float | None) -> None:
        """Keeps how a session came out, for `history`."""
        with self._transaction() as execute:
            execute("UPDATE sessions SET decision = ?, score = ? WHERE id = ?", (decision, score, session))

    def session(self, session: int) -> SessionRow:
        """One session. Raises NotFound."""
        rows = self._rows("SELECT * FROM sessions WHERE id = ?", (session,))
        if not rows:
            raise NotFound(f"no session {session}", "mockml history lists them")
        return _session(rows[0])

    def sessions(
        self, *, problem: str | None = None, unfinished: bool | None = None, limit: int | None = None
    ) -> list[SessionRow]:
        """Sessions, the newest first."""
        where, values = ["1"], []
        if problem is not None:
            where.append("problem = ?")
            values.append(problem)
        if unfinished is not None:
            where.append("finished = ?")
            values.append(str(int(not unfinished)))
        query = f"SELECT * FROM sessions WHERE {' AND '.join(where)} ORDER BY id DESC LIMIT ?"  # noqa: S608
        return [_session(row) for row in self._rows(query, (*values, -1 if limit is None else limit))]

    def latest(self, *, unfinished: bool = False) -> SessionRow | None:
        """The newest session, or the newest unfinished one; None where there is none."""
        found = self.sessions(unfinished=True if unfinished else None, limit=1)
        return found[0] if found else None

    def events(self, session: int) -> list[Event]:
        """A session's events, in order."""
        rows = self._rows("SELECT kind, at, clock, data FROM events WHERE session = ? ORDER BY number", (session,))
        return [Event(row["kind"], row["at"], row["clock"], json.loads(row["data"])) for row in rows]

    def _rows(self, query: str, values: Sequence[Any]) -> list[sqlite3.Row]:
        with _spoken(self.path):
            cursor = self._connection.execute(query, values)
            cursor.row_factory = sqlite3.Row
            return cursor.fetchall()

    @contextmanager
    def _transaction(self) -> Iterator[Any]:
        with _spoken(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection.execute
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise


def _session(row: sqlite3.Row) -> SessionRow:
    plan = tuple((str(name), float(seconds)) for name, seconds in json.loads(row["plan"]))
    return SessionRow(**{**dict(row), "plan": plan, "finished": bool(row["finished"])})


def _plain(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


@contextmanager
def _spoken(path: Path) -> Iterator[None]:
    """Says in words what SQLite and the system report."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        words = str(error)
        if "locked" in words or "busy" in words:
            hint = "another program holds it; try again"
        elif "not a database" in words or "malformed" in words:
            hint = "move it away, and a new one is made"
        elif "full" in words:
            hint = "make room on the disk"
        else:
            hint = "check the file and its folder; MOCKML_HOME names another"
        raise RecordProblem(f"{path}: {words}", hint) from None
    except OSError as error:
        raise RecordProblem(f"{path}: {error.strerror or error}", "set MOCKML_HOME to a folder you can write") from None
