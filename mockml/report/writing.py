"""Writes a report to a file: whole or not at all, and never over a file that is something else."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from mockml.errors import BadFile, UsageProblem

OPENING = 1024  # bytes of a file that tell whether it is a report


def write_report(path: Path, text: str, is_report: Callable[[bytes], bool], *, force: bool) -> None:
    """Writes `text` to `path`. What is there must be an earlier report, unless `force`.

    Raises UsageProblem where it is something else, BadFile where the file cannot be written.
    """
    try:
        if os.path.lexists(path) and not (force and path.is_file()):
            _check_ours(path, is_report)
        _replace(path, text)
    except OSError as error:
        raise BadFile(f"{path}: cannot be written: {error.strerror or error}", "-o FILE writes elsewhere") from error


def _check_ours(path: Path, is_report: Callable[[bytes], bool]) -> None:
    """Raises UsageProblem unless the path is an earlier report."""
    if not path.is_file():
        raise UsageProblem(f"{path} is there and no file", "-o FILE writes elsewhere; -o - writes to stdout")
    with path.open("rb") as file:
        opening = file.read(OPENING)
    if not is_report(opening):
        raise UsageProblem(f"{path} is there and not a report of ours", "--force replaces it; -o FILE writes elsewhere")


def _replace(path: Path, text: str) -> None:
    """The file appears whole under its name, readable by its owner alone; a failure leaves what was there."""
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
