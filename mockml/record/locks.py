"""One terminal at a time for a session: a lock the system drops by itself when the process ends, however it ends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mockml.errors import RecordProblem, SessionBusy


@contextmanager
def claim(session: int, folder: Path) -> Iterator[None]:
    """Holds the session's lock in `folder`.

    Raises SessionBusy while another process holds it, RecordProblem when the lock file cannot be made.
    """
    path = folder / "locks" / f"{session}.lock"
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise RecordProblem(f"{path}: {error.strerror or error}", "set MOCKML_HOME to a folder you can write") from None
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            holder = os.read(descriptor, 32).decode("ascii", "replace").strip()
            who = f" (process {holder})" if holder.isdigit() else ""
            raise SessionBusy(f"session {session} is open in another terminal{who}", "go on there") from None
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode("ascii"), 0)
        yield
    finally:
        os.close(descriptor)
