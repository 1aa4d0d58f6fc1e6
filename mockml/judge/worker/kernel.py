"""The few calls to the kernel that Python has no function for; each says whether it was taken."""

from __future__ import annotations

import ctypes
import struct
import sys
from typing import Any

LINUX = sys.platform == "linux"
PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_SECCOMP = 22
PR_SET_CHILD_SUBREAPER = 36
PR_SET_NO_NEW_PRIVS = 38
CAPABILITY_VERSION = 0x20080522
# Root's files may be in root's own folders: what may read them still may.
KEPT_CAPABILITIES = 1 << 2  # CAP_DAC_READ_SEARCH

libc: Any = ctypes.CDLL(None, use_errno=True)


def prctl(option: int, argument: Any, second: Any = 0) -> bool:
    """Asks for one attribute of this process (Linux)."""
    return LINUX and bool(libc.prctl(option, argument, second, 0, 0) == 0)


def hide_memory() -> bool:
    """Keeps other processes of this user from reading this one's memory, and leaves no core file (Linux)."""
    return prctl(PR_SET_DUMPABLE, 0)


def drop_capabilities() -> bool:
    """Gives up whatever root may do beyond an ordinary user, but for reading files (Linux)."""
    if not LINUX:
        return False
    head, data = ctypes.create_string_buffer(struct.pack("=Ii", CAPABILITY_VERSION, 0)), (ctypes.c_uint32 * 6)()
    if libc.capget(head, data) != 0:
        return False
    kept = data[1] & KEPT_CAPABILITIES
    for i in range(6):
        data[i] = kept if i < 2 else 0
    return bool(libc.capset(head, data) == 0)
