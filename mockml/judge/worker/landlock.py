"""What a worker may read of the disk, by Landlock: Python, NumPy and what a problem requires; it may write nothing.

The rules are made once, in the warm parent; a worker only enters them. See landlock(7) for the interface.
"""

from __future__ import annotations

import contextlib
import os
import stat
import struct
from collections.abc import Iterable, Iterator

from .kernel import LINUX, PR_SET_NO_NEW_PRIVS, libc, prctl

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446  # the same on every architecture
VERSION = 1
PATH_BENEATH = 1

WRITE_FILE, READ_FILE, READ_DIR = 1 << 1, 1 << 2, 1 << 3
# How many file rights each version of the interface knows.
FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}
NEWEST_FILE_RIGHTS = 16
TCP = 0b11
TCP_SINCE = 4
SCOPES = 0b11  # abstract Unix sockets, signals
SCOPES_SINCE = 6
DEVICES = ("/dev/urandom", "/dev/random", "/dev/zero")
SINK = "/dev/null"
SYSTEM = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/etc/ld.so.cache", "/etc/localtime",
          "/usr/share/zoneinfo")  # fmt: skip


class Rules:
    """A ruleset that workers enter; `version` is that of the kernel's interface."""

    def __init__(self, descriptor: int, version: int) -> None:
        self.descriptor, self.version = descriptor, version

    def enter(self, descriptor: int) -> bool:
        """Restricts this process, in which the rules are `descriptor`; True where the kernel took it."""
        return prctl(PR_SET_NO_NEW_PRIVS, 1) and bool(libc.syscall(RESTRICT_SELF, descriptor, 0) == 0)


def version() -> int:
    """The version of the kernel's interface; 0 where there is none."""
    return 0 if not LINUX else max(0, int(libc.syscall(CREATE_RULESET, None, 0, VERSION)))


def prepare(readable: Iterable[str], hidden: Iterable[str]) -> Rules | None:
    """Rules under which `readable` can be read, but for what lies in `hidden`; None where there is no Landlock."""
    found = version()
    if not found:
        return None
    rights = (1 << FILE_RIGHTS.get(found, NEWEST_FILE_RIGHTS)) - 1
    scoped = (TCP if found >= TCP_SINCE else 0, SCOPES if found >= SCOPES_SINCE else 0)
    attributes = struct.pack("=QQQ", rights, *scoped)
    size = 8 if found < TCP_SINCE else 16 if found < SCOPES_SINCE else 24
    descriptor = libc.syscall(CREATE_RULESET, attributes, size, 0)
    if descriptor < 0:
        return None
    secret = [os.path.realpath(path) for path in hidden]
    for path in (*SYSTEM, *DEVICES, *readable):
        for part in visible(os.path.realpath(path), secret):
            _allow(descriptor, part, READ_FILE | READ_DIR)
    _allow(descriptor, SINK, READ_FILE | WRITE_FILE)
    return Rules(descriptor, found)


def visible(path: str, hidden: list[str]) -> Iterator[str]:
    """`path`, or the parts of it that hold nothing hidden."""
    if any(path == one or path.startswith(one + os.sep) for one in hidden):
        return
    if not any(one.startswith(path.rstrip(os.sep) + os.sep) for one in hidden):
        yield path
        return
    with contextlib.suppress(OSError):
        for name in sorted(os.listdir(path)):  # noqa: PTH208 - no pathlib in the worker
            yield from visible(os.path.join(path, name), hidden)  # noqa: PTH118


def _allow(descriptor: int, path: str, rights: int) -> None:
    try:
        opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # what is not there needs no rule
    try:
        if not stat.S_ISDIR(os.fstat(opened).st_mode):
            rights &= ~READ_DIR
        rule = struct.pack("=Qi", rights, opened)
        libc.syscall(ADD_RULE, descriptor, PATH_BENEATH, rule, 0)
    finally:
        os.close(opened)
