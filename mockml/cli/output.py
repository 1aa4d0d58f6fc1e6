"""The one place that prints: results on stdout as text or as the JSON envelope, errors on stderr, exit codes."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TextIO

from mockml.errors import BadSpec, MockmlError
from mockml.report.clean import clean

ENVELOPE_VERSION = 1


@dataclass(frozen=True, slots=True)
class Result:
    """What a command found: data for `--json`, text for people, its exit code, and errors that did not stop it."""

    data: Any
    text: str
    exit_code: int = 0
    errors: tuple[MockmlError, ...] = field(default=())


def emit(command: str, result: Result, *, as_json: bool) -> None:
    """Prints a result and ends the process's part of it with its exit code.

    Raises SystemExit where that is not 0.
    """
    if as_json:
        # Exit code 1 is an answer (the solution failed), not an error.
        write_json(envelope(command, result.exit_code, result.data, result.errors))
    else:
        if result.text:
            write(sys.stdout, result.text)
        for error in result.errors:
            write_error(error)
    if result.exit_code:
        raise SystemExit(result.exit_code)


def envelope(command: str, exit_code: int, data: Any, errors: Sequence[MockmlError]) -> dict[str, Any]:
    """The JSON that every reporting command prints."""
    rows = []
    for error in errors:
        messages = error.findings if isinstance(error, BadSpec) else (error.message,)
        rows += [{"code": error.code, "message": message, "hint": error.hint} for message in messages]
    status = "ok" if exit_code in (0, 1) else "error"
    return {
        "mockml": ENVELOPE_VERSION,
        "command": command,
        "status": status,
        "exit_code": exit_code,
        "data": data,
        "errors": rows,
    }


def write_json(data: dict[str, Any]) -> None:
    """Prints one JSON document."""
    write(sys.stdout, json.dumps(data, indent=2, allow_nan=False, default=str))


def write_error(error: MockmlError) -> None:
    """Says what is wrong and what to do next, on stderr."""
    for number, message in enumerate(error.message.split("\n")):
        write(sys.stderr, clean(message if number or isinstance(error, BadSpec) else f"mockml: {message}"))
    if error.hint:
        write(sys.stderr, clean(f"  {error.hint}"))


def narrate(text: str) -> None:
    """Says something on stderr that is no data."""
    write(sys.stderr, text)


def write(stream: TextIO | None, text: str) -> None:
    """Writes a line, whatever the stream's encoding; a reader that has gone away is no error."""
    if stream is None:
        return
    encoding = getattr(stream, "encoding", None) or "utf-8"
    try:
        stream.write(text.encode(encoding, "replace").decode(encoding) + "\n")
        stream.flush()
    except OSError:
        # The reader or the terminal is gone. What is still buffered must not raise again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def write_document(text: str) -> None:
    """Writes a document to stdout in UTF-8, whatever the terminal's encoding: it says of itself that it is."""
    raw = getattr(sys.stdout, "buffer", None)
    if raw is None:
        write(sys.stdout, text.rstrip("\n"))
        return
    try:
        raw.write(text.encode("utf-8", "replace"))
        raw.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def columns(rows: Sequence[Sequence[str]], *, indent: str = "") -> str:
    """Rows as aligned plain columns, whole in a pipe."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))] if rows else []
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    return "\n".join(indent + line.rstrip() for line in lines)


def text_width(most: int = 100) -> int:
    """The columns to wrap text at: the terminal's, at most `most`; 80 where there is no terminal."""
    try:
        wide = os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError, AttributeError):
        return 80
    return max(40, min(wide or 80, most))
