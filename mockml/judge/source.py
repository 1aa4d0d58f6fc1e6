"""The solution file, read once and with care: a regular file, not too large, UTF-8 text."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from mockml.errors import BadFile

MAX_BYTES = 1 << 20
MAX_BESIDE = 50
MARK = re.compile(r"^#\s*mockml:\s*([A-Za-z0-9_-]+)", re.MULTILINE)


def read_source(path: Path) -> str:
    """The text of a solution file. Raises BadFile for anything that is none."""
    try:
        # O_NONBLOCK: a FIFO must not hold us; what kind of file it is, is asked of the open file.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise BadFile(f"{path}: {error.strerror or error}", "check the path and the permissions") from None
    try:
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise BadFile(f"{path}: not a regular file", "name a Python file")
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise BadFile(f"{path}: {error.strerror or error}", "check the path and the permissions") from None
    return decode(data, str(path))


def decode(data: bytes, name: str) -> str:
    """The bytes of a solution file as text: UTF-8, a byte-order mark and CRLF line ends welcome."""
    if len(data) > MAX_BYTES:
        raise BadFile(f"{name}: larger than {MAX_BYTES >> 20} MiB", "a solution is a small Python file")
    if b"\0" in data:
        raise BadFile(f"{name}: holds NUL bytes, so it is no text", "save it as UTF-8 text")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        raise BadFile(f"{name}:{line}:{column}: not UTF-8 text", "save it as UTF-8") from None
    return text.replace("\r\n", "\n")


def problem_named(source: str, path: Path) -> str | None:
    """The problem a file is for: its `# mockml: ID` line within the first five, else the file's own name."""
    head = "\n".join(source.splitlines()[:5])
    found = MARK.search(head)
    return found.group(1) if found else path.stem.replace("_", "-")


def modules_beside(path: Path) -> dict[str, tuple[str, str]]:
    """The Python files beside a solution: module name -> the file's name and text.

    Raises BadFile where one cannot be read, or where together they are too many or too large.
    """
    found: dict[str, tuple[str, str]] = {}
    size = 0
    for other in sorted(path.parent.glob("*.py")):
        if other.name == path.name or not other.stem.isidentifier():
            continue
        found[other.stem] = (str(other), read_source(other))
        size += len(found[other.stem][1])
        if len(found) > MAX_BESIDE or size > MAX_BYTES:
            hint = "move the file and its helpers to a folder of their own"
            raise BadFile(f"{path.parent}: more than {MAX_BESIDE} modules or 1 MiB of them", hint)
    return found
