"""Attacks that a confined worker tries on itself and its surroundings, to tell what would succeed.

All are harmless: an invalid address, signal 0, a file that is removed again, a connection to nobody.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import mmap
import os
import socket
from collections.abc import Callable
from typing import Any

from .kernel import LINUX, libc

REFUSED = (errno.EPERM, errno.EACCES, errno.ENOSYS)


class _Vector(ctypes.Structure):
    _fields_ = (("base", ctypes.c_void_p), ("length", ctypes.c_size_t))


def attacks(targets: dict[str, Any]) -> dict[str, bool]:
    """Which attacks succeed here, by name."""
    grader = int(targets["grader"])
    tries: dict[str, Callable[[], bool]] = {
        "read a file": lambda: _opens(targets["secret"], os.O_RDONLY),
        "write a file": lambda: _writes(targets["scratch"]),
        "connect by TCP": lambda: _connects(),
        "send by UDP": lambda: _sends(),
        "open a Unix socket": lambda: _unix(),
        "start a process": _forks,
        "run a program": lambda: not _refused(lambda: os.execv("/nonexistent", ["x"])),  # noqa: S606
        "read the grader's memory": lambda: _reads_memory(grader),
        "signal the grader": lambda: not _refused(lambda: os.kill(grader, 0)),
        "take more memory": lambda: _maps(int(targets["memory"])),
    }
    return {name: _tried(attack) for name, attack in tries.items()}


def _tried(attack: Callable[[], bool]) -> bool:
    try:
        return attack()
    except (OSError, MemoryError, ValueError):
        return False


def _refused(call: Callable[[], Any]) -> bool:
    """Whether the system forbids the call; any other error means that it was looked at."""
    try:
        call()
    except OSError as error:
        return error.errno in REFUSED
    return False


def _opens(path: str, flags: int) -> bool:
    os.close(os.open(path, flags))
    return True


def _writes(folder: str) -> bool:
    path = os.path.join(folder, f"mockml-probe-{os.getpid()}")  # noqa: PTH118 - no pathlib in the worker
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with contextlib.suppress(OSError):
        os.unlink(path)  # noqa: PTH108
    return True


def _connects() -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as made:
        made.settimeout(0.2)
        return not _refused(lambda: made.connect(("127.0.0.1", 9)))


def _sends() -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as made:
        return not _refused(lambda: made.sendto(b"", ("127.0.0.1", 9)))


def _unix() -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM):
        return True


def _forks() -> bool:
    pid = os.fork()
    if not pid:
        os._exit(0)
    os.waitpid(pid, 0)
    return True


def _reads_memory(pid: int) -> bool:
    if not LINUX:
        return False  # other systems ask for special rights
    try:
        return _opens(f"/proc/{pid}/mem", os.O_RDONLY)
    except OSError:
        pass
    here, there = (ctypes.c_char * 8)(), _Vector(8, 8)
    local = _Vector(ctypes.addressof(here), 8)
    libc.process_vm_readv(pid, ctypes.byref(local), 1, ctypes.byref(there), 1, 0)
    return ctypes.get_errno() not in (*REFUSED, errno.ESRCH)


def _maps(memory: int) -> bool:
    mmap.mmap(-1, memory + (64 << 20)).close()
    return True
