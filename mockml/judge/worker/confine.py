"""What a fresh fork gives up before it sees the candidate's code: descriptors, terminal, limits."""

from __future__ import annotations

import contextlib
import ctypes
import io
import os
import resource
import signal
import sys
from typing import Any

CHANNEL = 3
PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
LINUX = sys.platform == "linux"


def prctl(option: int, argument: int) -> bool:
    """Asks the kernel for one process attribute; True where it was taken."""
    if not LINUX:
        return False
    return bool(ctypes.CDLL(None, use_errno=True).prctl(option, argument, 0, 0, 0) == 0)


def become_subreaper() -> bool:
    """Has orphaned grandchildren handed to this process, so that it can end them (Linux)."""
    return prctl(PR_SET_CHILD_SUBREAPER, 1)


def own_children() -> list[int]:
    """The pids of this process's children, zombies among them; none where /proc is missing."""
    try:
        with open(f"/proc/self/task/{os.getpid()}/children", encoding="ascii") as listing:  # noqa: PTH123
            return [int(pid) for pid in listing.read().split()]
    except OSError:
        return []


def enter(channel: int, output: int, limits: dict[str, Any]) -> None:
    """Makes this fork a worker: own session, no stdin, output to a pipe, no other descriptor, limits set."""
    os.setsid()
    if prctl(PR_SET_PDEATHSIG, signal.SIGKILL) and os.getppid() == 1:
        os._exit(1)  # the warm parent went away before the call
    null = os.open(os.devnull, os.O_RDONLY)
    channel, output = os.dup(channel), os.dup(output)  # out of the way of 0 to 3
    os.dup2(null, 0)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.dup2(channel, CHANNEL)
    os.closerange(CHANNEL + 1, min(resource.getrlimit(resource.RLIMIT_NOFILE)[1], 65536))
    # Fresh streams: the parent's own may hold a lock or a buffer. Odd characters must never be an error.
    sys.stdin = io.TextIOWrapper(open(0, "rb", closefd=False))  # noqa: SIM115
    sys.stdout, sys.stderr = _stream(1), _stream(2)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    set_limits(limits)


def _stream(descriptor: int) -> io.TextIOWrapper:
    raw = open(descriptor, "wb", closefd=False)  # noqa: SIM115 - lives as long as the process
    return io.TextIOWrapper(raw, encoding="utf-8", errors="backslashreplace", write_through=False)


def set_limits(limits: dict[str, Any]) -> None:
    """Sets the resource limits that this system knows; `memory` is what may be added to the present size."""
    cpu = int(limits["cpu_seconds"]) + 1
    wanted = {
        "RLIMIT_CPU": (cpu, cpu + 1),
        "RLIMIT_CORE": (0, 0),
        "RLIMIT_FSIZE": (0, 0),
        "RLIMIT_AS": (_virtual_size() + int(limits["memory"]),) * 2,
        "RLIMIT_NPROC": (int(limits["processes"]),) * 2,
    }
    for name, value in wanted.items():
        # macOS knows RLIMIT_AS but refuses it; the verdict lists what is active.
        with contextlib.suppress(ValueError, OSError, AttributeError):
            resource.setrlimit(getattr(resource, name), value)


def _virtual_size() -> int:
    try:
        with open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123
            return int(statm.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 1 << 30
