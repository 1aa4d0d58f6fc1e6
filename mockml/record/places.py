"""Where things live on this machine: the data directory, the record in it, the logs."""

from __future__ import annotations

import os
from pathlib import Path

from mockml.errors import RecordProblem
from mockml.record.faults import ELSEWHERE
from mockml.record.settings import settings_path


def data_dir() -> Path:
    """The data directory, made with mode 0700 if it is not there. `MOCKML_HOME` overrides the system's place.

    Raises RecordProblem when there can be none.
    """
    path = _data_path()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except FileExistsError:
        raise RecordProblem(f"{path}: not a folder", ELSEWHERE) from None
    except OSError as error:
        raise RecordProblem(f"{path}: {error.strerror or error}", ELSEWHERE) from None
    if not os.access(path, os.R_OK | os.W_OK | os.X_OK):
        raise RecordProblem(f"{path}: cannot be written", ELSEWHERE)
    return path


def _data_path() -> Path:
    if home := os.environ.get("MOCKML_HOME"):
        try:
            return Path(home).expanduser().absolute()
        except RuntimeError:
            raise RecordProblem(f"MOCKML_HOME is {home}: no such user's home", ELSEWHERE) from None
    import platformdirs

    return Path(platformdirs.user_data_dir("mockml", appauthor=False))


def database_path() -> Path:
    """The record's file."""
    return data_dir() / "record.sqlite3"


def log_dir() -> Path:
    """Where the details of unexpected errors go."""
    return data_dir() / "logs"


def places() -> dict[str, Path]:
    """The places by name, for `mockml where`; nothing is made."""
    path = _data_path()
    return {"settings": settings_path(), "data": path, "record": path / "record.sqlite3", "logs": path / "logs"}
