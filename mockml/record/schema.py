"""The record's tables, and the steps that bring an older record to this version."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from mockml.errors import RecordProblem

# Step n is the statements that bring a record of version n to n + 1. Steps are only ever added.
MIGRATIONS: Sequence[Sequence[str]] = (
    (
        """
        CREATE TABLE sessions (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            uuid TEXT NOT NULL UNIQUE,
            problem TEXT NOT NULL,
            seed INTEGER NOT NULL,
            rubric TEXT NOT NULL,
            file TEXT NOT NULL,
            plan TEXT NOT NULL,
            started_at REAL NOT NULL,
            last_seen REAL NOT NULL,
            finished INTEGER NOT NULL DEFAULT 0,
            decision TEXT,
            score REAL
        )
        """,
        "CREATE INDEX sessions_by_problem ON sessions (problem, id)",
        """
        CREATE TABLE events (
            session INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            at REAL NOT NULL,
            clock REAL NOT NULL,
            kind TEXT NOT NULL,
            data TEXT NOT NULL,
            PRIMARY KEY (session, number)
        ) WITHOUT ROWID
        """,
    ),
    (
        """
        CREATE TABLE attempts (
            id INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL,
            item TEXT NOT NULL,
            at REAL NOT NULL,
            rating TEXT NOT NULL,
            seconds REAL,
            hints INTEGER NOT NULL DEFAULT 0,
            score REAL,
            data TEXT NOT NULL
        )
        """,
        # With all that bests are made of, so that they are read from the index alone.
        "CREATE INDEX attempts_by_item ON attempts (kind, item, at, rating, score, seconds)",
        "CREATE INDEX attempts_by_time ON attempts (at)",
        """
        CREATE TABLE stories (
            id INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            question TEXT NOT NULL,
            part TEXT NOT NULL,
            text TEXT NOT NULL,
            at REAL NOT NULL
        )
        """,
        "CREATE INDEX stories_by_question ON stories (question, part, id)",
        "CREATE INDEX sessions_by_finished ON sessions (finished)",
        # What each signal came to, kept when a session is finished: `stats` would else have to assess them all again.
        """
        CREATE TABLE grades (
            session INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
            signal TEXT NOT NULL,
            title TEXT NOT NULL,
            suggested TEXT,
            own TEXT,
            ahead INTEGER,
            PRIMARY KEY (session, signal)
        ) WITHOUT ROWID
        """,
        # Interviews of before count as practice. Their cases are not at hand in SQL, so the score alone rates them.
        """
        INSERT INTO attempts (uuid, kind, item, at, rating, seconds, hints, score, data)
        SELECT uuid, 'interview', problem, last_seen,
            CASE WHEN score < 0.8 THEN 'again' WHEN score < 1 THEN 'hard' ELSE 'good' END,
            (SELECT max(clock) FROM events WHERE session = sessions.id),
            (SELECT count(*) FROM events WHERE session = sessions.id AND kind = 'hinted'),
            score, '{}'
        FROM sessions WHERE finished AND score IS NOT NULL ORDER BY id
        """,
    ),
    (
        # A quiz that is not over: its plan, and every line typed. What it comes to is kept as attempts and stories.
        """
        CREATE TABLE drafts (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            uuid TEXT NOT NULL UNIQUE,
            plan TEXT NOT NULL,
            at REAL NOT NULL,
            clock REAL NOT NULL
        )
        """,
        """
        CREATE TABLE draft_lines (
            draft INTEGER NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            at REAL NOT NULL,
            clock REAL NOT NULL,
            text TEXT NOT NULL,
            PRIMARY KEY (draft, number)
        ) WITHOUT ROWID
        """,
    ),
)


def check_version(connection: sqlite3.Connection, path: Path) -> None:
    """Raises RecordProblem for a record of a newer mockml, and for a database that is no record. Changes nothing."""
    version = _version(connection)
    if version > len(MIGRATIONS):
        raise RecordProblem(
            f"{path}: written by a newer mockml (version {version}, this one knows {len(MIGRATIONS)})",
            "upgrade mockml, or set MOCKML_HOME to another folder",
        )
    # One statement, so that both are seen as of one moment: another process may be making the tables just now.
    query = "SELECT user_version < 0 OR (user_version = 0 AND EXISTS (SELECT 1 FROM sqlite_master))"
    if connection.execute(f"{query} FROM pragma_user_version").fetchone()[0]:
        raise RecordProblem(f"{path}: a database, but not mockml's", "move it away, or set MOCKML_HOME")


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Brings a record to the newest version, after a backup beside it where it holds anything: all or nothing."""
    if _version(connection) == len(MIGRATIONS):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Asked again under the lock: another process may have been faster.
        version = _version(connection)
        if 0 < version < len(MIGRATIONS):
            _back_up(path, version)
        for step in range(version, len(MIGRATIONS)):
            for statement in MIGRATIONS[step]:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {step + 1}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _back_up(path: Path, version: int) -> None:
    """Copies the record as it was last committed to `record.sqlite3.v1.bak`, the 1 being its version."""
    kept = path.with_name(f"{path.name}.v{version}.bak")
    made = kept.with_name(f"{kept.name}.part")
    made.unlink(missing_ok=True)
    os.close(os.open(made, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    # A second connection reads, since SQLite copies from none that is in the middle of writing.
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(made)) as target:
        source.backup(target)
    made.replace(kept)


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
