"""One terminal at a time for a session or a quiz: a lock that ends with the process, however that ends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from mockml.errors import SessionBusy
from mockml.record.faults import spoken


@contextmanager
def claim(session: int, folder: Path, what: str = "session") -> Iterator[None]:
    """Holds the lock of a session, or of `what` else has that number, in `folder`.

    Raises SessionBusy while another process holds it, RecordProblem when there can be no lock.
    """
    path = folder / "locks" / (f"{session}.lock" if what == "session" else f"{what}-{session}.lock")
    with spoken(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Close-on-exec: an editor started from the session must not hold the lock after it.
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        with spoken(path):
            _lock(descriptor, f"{what} {session}")
        try:
            _sign(descriptor, str(os.getpid()))
            yield
        finally:
            _sign(descriptor, "")
            # Not left to close: a program being started right now has the descriptor too, until its exec is done.
            fcntl.flock(descriptor, fcntl.LOCK_UN)
    finally:
        os.close(descriptor)


def _lock(descriptor: int, what: str) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.pread(descriptor, 32, 0).decode("ascii", "replace").strip()
        who = f" (process {holder})" if holder.isdigit() else ""
        raise SessionBusy(f"{what} is open in another terminal{who}", "go on there") from None


def _sign(descriptor: int, text: str) -> None:
    # The process's number only makes a message clearer: a full disk must not keep a candidate out for it.
    with suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, text.encode("ascii"), 0)
