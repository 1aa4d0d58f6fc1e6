"""Opens the record's file: private, in WAL mode, at this version."""

from __future__ import annotations

import os
import sqlite3
import stat
import time
from pathlib import Path

from mockml.record.faults import is_busy
from mockml.record.schema import check_version, migrate

BUSY_SECONDS = 5.0
RETRY_SECONDS = 0.01


def connect(path: Path) -> sqlite3.Connection:
    """A connection to the record at `path`, which is made or brought up to date. Raises what SQLite and open raise."""
    _make_private(path)
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        check_version(connection, path)
        _write_ahead(connection)
        migrate(connection, path)  # before foreign keys are on: a step may have to make a table anew
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
    except BaseException:
        connection.close()
        raise
    return connection


def _make_private(path: Path) -> None:
    """Makes the file with mode 0600, or takes others' access away: what a candidate thinks aloud is their own.

    A file that is there is never opened here: closing it would drop the locks that SQLite holds on it in this process.
    """
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    except FileExistsError:
        found = path.stat()
        if stat.S_ISREG(found.st_mode) and found.st_mode & 0o077 and found.st_uid == os.geteuid():
            path.chmod(found.st_mode & 0o700)


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switches to WAL. SQLite does not wait for its busy timeout here when several processes switch at once."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if not is_busy(error) or time.monotonic() > deadline:
                raise
            time.sleep(RETRY_SECONDS)
        else:
            return
