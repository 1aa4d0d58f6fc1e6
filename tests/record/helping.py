"""What several tests of the record need: a session, an event, another process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from mockml.record.database import Record
from mockml.record.events import Event

PLAN = [("clarify", 300.0), ("code", 1500.0)]


def new_session(record: Record, at: float = 1000.0, problem: str = "kmeans") -> int:
    """A session with nothing in it yet."""
    return record.create_session(problem=problem, seed=7, rubric="four-signal", file="/w/kmeans.py", plan=PLAN, at=at)


def asked(number: int, at: float = 1000.0) -> Event:
    """An event that can be told from others by its text."""
    return Event("asked", at, at - 1000.0, {"text": f"question {number}"})


def texts(record: Record, session: int) -> list[str]:
    """The texts of a session's events, in order."""
    return [event.data["text"] for event in record.events(session)]


def another_process(code: str, *arguments: str | Path) -> subprocess.Popen[str]:
    """Python running `code` in a process of its own, with pipes to talk to it."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def said(process: subprocess.Popen[str]) -> str:
    """The next line that the process prints."""
    assert process.stdout is not None
    return process.stdout.readline().strip()


def tell(process: subprocess.Popen[str], line: str = "") -> None:
    """Gives the process a line to read."""
    assert process.stdin is not None
    process.stdin.write(line + "\n")
    process.stdin.flush()
