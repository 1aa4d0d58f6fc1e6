"""The record's tables, and the steps that bring an older record to this version."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from mockml.errors import RecordProblem

# Step n brings a record of version n to n + 1. Steps are only ever added.
MIGRATIONS: Sequence[str] = (
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
    );
    CREATE INDEX sessions_by_problem ON sessions (problem, id);
    CREATE TABLE events (
        session INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        at REAL NOT NULL,
        clock REAL NOT NULL,
        kind TEXT NOT NULL,
        data TEXT NOT NULL,
        PRIMARY KEY (session, number)
    ) WITHOUT ROWID;
    """,
)


def migrate(connection: sqlite3.Connection, path: Path, migrations: Sequence[str] = MIGRATIONS) -> None:
    """Brings a record to the newest version, after a backup beside it where it holds anything.

    Raises RecordProblem for a record that a newer mockml has written.
    """
    version = _version(connection)
    if version > len(migrations):
        raise RecordProblem(
            f"{path}: written by a newer mockml (version {version}, this one knows {len(migrations)})",
            "upgrade mockml, or set MOCKML_HOME to another folder",
        )
    if version == len(migrations):
        return
    if version:
        with sqlite3.connect(path.with_name(f"{path.name}.v{version}.bak")) as backup:
            connection.backup(backup)
        backup.close()
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Asked again under the lock: another process may have been faster.
        for step in range(_version(connection), len(migrations)):
            for statement in migrations[step].split(";"):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {step + 1}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
