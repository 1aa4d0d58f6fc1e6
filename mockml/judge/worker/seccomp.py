"""The system-call filter of a worker: a short list is allowed, some of it with conditions, all else is refused.

Refused calls fail with EPERM, so that a solution which tries gets an ordinary PermissionError in its traceback.
"""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Sequence

from .kernel import PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, prctl
from .syscalls import Table, table

SECCOMP_MODE_FILTER = 2

LOAD_WORD = 0x20
JUMP_EQUAL = 0x15
AND = 0x54
RETURN = 0x06
ALLOW = 0x7FFF0000
KILL = 0x80000000
REFUSE = 0x00050000 | 1  # EPERM
UNKNOWN = 0x00050000 | 38  # ENOSYS: the C library then takes the older call, which can be looked into

NR, ARCH, ARGS = 0, 4, 16
ANY = 0xFFFFFFFF
THREAD = 0x10000
OWN_PID = -1
TERMINAL_QUERIES = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)  # TCGETS, winsize, FIONREAD, FIONBIO, (no)cloexec
NAME_CALLS = (15, 16)  # PR_SET_NAME, PR_GET_NAME
MAKES_FILES = 0o100 | 0o1000 | 0o20000000  # O_CREAT, O_TRUNC, O_TMPFILE's own bit
# call: (argument, mask, values) - allowed where argument & mask is one of the values
CONDITIONS: dict[str, tuple[int, int, tuple[int, ...]]] = {
    "clone": (0, THREAD, (THREAD,)),
    "kill": (0, ANY, (OWN_PID,)),
    "tgkill": (0, ANY, (OWN_PID,)),
    "ioctl": (1, ANY, TERMINAL_QUERIES),
    "prctl": (0, ANY, NAME_CALLS),
}
NO_NEW_FILES = {"open": (1, MAKES_FILES, (0,)), "openat": (2, MAKES_FILES, (0,))}

Instruction = tuple[int, int, int, int]


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_void_p))


class Filter:
    """A filter made once, and entered by each worker with its own pid."""

    def __init__(self, calls: Table, *, new_files: bool) -> None:
        code = list(_program(calls, {**CONDITIONS, **({} if new_files else NO_NEW_FILES)}))
        self._length = len(code)
        self._text = bytearray(b"".join(struct.pack("=HBBI", *(part & ANY for part in row)) for row in code))
        self._own = [8 * i + 4 for i, row in enumerate(code) if row[3] == OWN_PID]

    def enter(self, pid: int) -> bool:
        """Filters this process from now on; True where the kernel took it."""
        text = bytearray(self._text)
        for place in self._own:
            struct.pack_into("=I", text, place, pid)
        held = (ctypes.c_char * len(text)).from_buffer(text)
        program = _Program(self._length, ctypes.addressof(held))
        filtered = (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program))
        return prctl(PR_SET_NO_NEW_PRIVS, 1) and prctl(*filtered)


def prepare(*, new_files: bool) -> Filter | None:
    """The filter for this machine; None where its system calls are not known."""
    calls = table()
    return None if calls is None else Filter(calls, new_files=new_files)


def _program(calls: Table, conditions: dict[str, tuple[int, int, tuple[int, ...]]]) -> Sequence[Instruction]:
    code: list[Instruction] = [
        (LOAD_WORD, 0, 0, ARCH),
        (JUMP_EQUAL, 1, 0, calls.audit),
        (RETURN, 0, 0, KILL),
        (LOAD_WORD, 0, 0, NR),
    ]
    for name, number in calls.numbers.items():
        if name == "clone3":
            branch = [(RETURN, 0, 0, UNKNOWN)]
        elif name == "prlimit64":
            branch = _null_pointer(2)
        elif name in conditions:
            branch = _where(*conditions[name])
        else:
            branch = [(RETURN, 0, 0, ALLOW)]
        code += [(JUMP_EQUAL, 0, len(branch), number), *branch]
    return [*code, (RETURN, 0, 0, REFUSE)]


def _where(argument: int, mask: int, values: tuple[int, ...]) -> list[Instruction]:
    code: list[Instruction] = [(LOAD_WORD, 0, 0, ARGS + 8 * argument)]
    if mask != ANY:
        code.append((AND, 0, 0, mask))
    for value in values:
        code += [(JUMP_EQUAL, 0, 1, value), (RETURN, 0, 0, ALLOW)]
    return [*code, (RETURN, 0, 0, REFUSE)]


def _null_pointer(argument: int) -> list[Instruction]:
    """Allowed where the argument is no pointer: a limit may be read, not set."""
    place = ARGS + 8 * argument
    return [
        (LOAD_WORD, 0, 0, place),
        (JUMP_EQUAL, 0, 3, 0),
        (LOAD_WORD, 0, 0, place + 4),
        (JUMP_EQUAL, 0, 1, 0),
        (RETURN, 0, 0, ALLOW),
        (RETURN, 0, 0, REFUSE),
    ]
