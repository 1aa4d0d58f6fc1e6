"""What a fresh fork gives up before it sees the candidate's code: descriptors, terminal, limits, rights."""

from __future__ import annotations

import contextlib
import fcntl
import io
import os
import resource
import signal
import sys
from dataclasses import dataclass
from typing import Any

from . import landlock, seccomp
from .kernel import PR_SET_CHILD_SUBREAPER, PR_SET_PDEATHSIG, drop_capabilities, prctl

CHANNEL = 3
RULES = 4
ABOVE = 8  # no descriptor that is kept ends up here


@dataclass(frozen=True, slots=True)
class Confinement:
    """What every worker of a warm parent is held by: made once, entered by each."""

    rules: landlock.Rules | None
    calls: seccomp.Filter | None

    def enter(self) -> None:
        """Gives up this process's rights; the filter comes last, since it refuses the calls of the others."""
        drop_capabilities()
        if self.rules is not None:
            self.rules.enter(RULES)
        if self.calls is not None:
            self.calls.enter(os.getpid())


def prepare(readable: list[str], hidden: list[str], without: list[str]) -> Confinement:
    """The confinement that this system has; `without` names mechanisms to leave out."""
    rules = None if "landlock" in without else landlock.prepare(readable, hidden)
    calls = None if "seccomp" in without else seccomp.prepare(new_files=rules is not None)
    return Confinement(rules, calls)


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


def enter(channel: int, output: int, limits: dict[str, Any], confinement: Confinement) -> None:
    """Makes this fork a worker: own session, no stdin, output to a pipe, no other descriptor, limits, no rights."""
    os.setsid()
    if prctl(PR_SET_PDEATHSIG, signal.SIGKILL) and os.getppid() == 1:
        os._exit(1)  # the warm parent went away before the call
    null = os.open(os.devnull, os.O_RDONLY)
    kept = [null, output, output, channel]
    if confinement.rules is not None:
        kept.append(confinement.rules.descriptor)
    for place, descriptor in enumerate([fcntl.fcntl(one, fcntl.F_DUPFD, ABOVE) for one in kept]):
        os.dup2(descriptor, place)
    os.closerange(len(kept), min(resource.getrlimit(resource.RLIMIT_NOFILE)[1], 65536))
    # Fresh streams: the parent's own may hold a lock or a buffer. Odd characters must never be an error.
    sys.stdin = io.TextIOWrapper(open(0, "rb", closefd=False))  # noqa: SIM115
    sys.stdout, sys.stderr = _stream(1), _stream(2)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    set_limits(limits)
    confinement.enter()
    os.closerange(RULES, RULES + 1)


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
        # The system counts all of the user's, so what runs already is not the solution's to pay for.
        "RLIMIT_NPROC": (_running() + int(limits["processes"]),) * 2,
    }
    for name, value in wanted.items():
        # macOS knows RLIMIT_AS but refuses it; the verdict lists what is active.
        with contextlib.suppress(ValueError, OSError, AttributeError):
            resource.setrlimit(getattr(resource, name), value)


def _running() -> int:
    """How many processes and threads this system runs, of all users."""
    try:
        with open("/proc/loadavg", encoding="ascii") as load:  # noqa: PTH123
            return int(load.read().split()[3].partition("/")[2])
    except (OSError, ValueError, IndexError):
        return 1 << 12


def _virtual_size() -> int:
    try:
        with open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123
            return int(statm.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 1 << 30
