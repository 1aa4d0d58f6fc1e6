"""What SQLite and the system report, said in one line with what to do next."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mockml.errors import RecordProblem

ELSEWHERE = "set MOCKML_HOME to a folder you can write"
_BUSY = ("locked by another program", "wait until it is done, then try again")
_BROKEN = ("damaged, or no SQLite database", "move it away and a new one is made; a .bak beside it is an older copy")

# By SQLite's primary result code.
WORDS: dict[int, tuple[str, str]] = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_NOTADB: _BROKEN,
    sqlite3.SQLITE_CORRUPT: _BROKEN,
    sqlite3.SQLITE_FULL: ("the disk is full", "make room on the disk, then try again"),
    sqlite3.SQLITE_READONLY: ("cannot be written", ELSEWHERE),
    sqlite3.SQLITE_CANTOPEN: ("cannot be opened", ELSEWHERE),
    sqlite3.SQLITE_PERM: ("cannot be opened", ELSEWHERE),
    sqlite3.SQLITE_IOERR: ("the disk reports an error", "check the disk and its free space, then try again"),
}


@contextmanager
def spoken(path: Path) -> Iterator[None]:
    """Turns what SQLite and the system raise about `path` into RecordProblem."""
    try:
        yield
    except sqlite3.Error as error:
        # Faults of the Python side, such as a closed connection, carry no code.
        code = getattr(error, "sqlite_errorcode", 0)
        words, hint = WORDS.get(code & 0xFF, (str(error), "check the file and its folder; MOCKML_HOME names another"))
        raise RecordProblem(f"{path}: {words}", hint) from None
    except OSError as error:
        raise RecordProblem(f"{path}: {error.strerror or error}", ELSEWHERE) from None


def is_busy(error: sqlite3.Error) -> bool:
    """Tells that another connection was in the way, so the same call may succeed later."""
    return (getattr(error, "sqlite_errorcode", 0) & 0xFF) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
