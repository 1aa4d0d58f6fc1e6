"""The lines of an exported record: their shape, strictly read, each fault with its file and line.

The first line says what it is; then each session with its events and grades, each attempt, each version of a story,
each loop.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

import msgspec

from mockml.bank.loop_checks import check_loop
from mockml.bank.loops import Loop
from mockml.bank.strict import Reader
from mockml.errors import BadExport
from mockml.record.attempts import Exercise, Rating
from mockml.record.events import Kind
from mockml.record.loops import Tick
from mockml.record.texts import END_OF_TIME

FORMAT = 1
MAX_FINDINGS = 20
WHOLE = 2**63 - 1

Time = Annotated[float, msgspec.Meta(ge=0.0, le=END_OF_TIME)]
Count = Annotated[int, msgspec.Meta(ge=0, le=WHOLE)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=500)]
# An id, and never a path: from a path, a session would load somebody else's problem.
Problem = Annotated[str, msgspec.Meta(pattern="^[a-z0-9]+(-[a-z0-9]+)*$", max_length=500)]


class _Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What all parts of an export have in common: nothing unknown is in them."""


class EventLine(_Line, frozen=True):
    """One event of a session."""

    at: Time
    clock: float
    kind: Kind
    data: dict[str, Any]


class GradeLine(_Line, frozen=True):
    """What a session came to in one signal."""

    signal: Name
    title: str
    suggested: str | None
    own: str | None
    ahead: Annotated[int, msgspec.Meta(ge=-100, le=100)] | None


class SessionLine(_Line, frozen=True):
    """A session, whole."""

    uuid: Name
    number: Annotated[int, msgspec.Meta(ge=1, le=WHOLE)]
    problem: Problem
    seed: Annotated[int, msgspec.Meta(ge=-WHOLE, le=WHOLE)]
    rubric: Name
    file: str
    plan: list[tuple[str, float]]
    started_at: Time
    last_seen: Time
    finished: bool
    decision: str | None
    score: float | None
    events: list[EventLine]
    grades: list[GradeLine]


class AttemptLine(_Line, frozen=True):
    """An attempt at an exercise."""

    uuid: Name
    kind: Exercise
    item: Name
    at: Time
    rating: Rating
    seconds: float | None
    hints: Count
    score: float | None
    data: dict[str, Any]


class StoryLine(_Line, frozen=True):
    """One version of a part of a story."""

    uuid: Name
    question: Name
    part: str
    text: str
    at: Time


class LoopRoundLine(_Line, frozen=True):
    """What stands for one round of a loop."""

    number: Annotated[int, msgspec.Meta(ge=1, le=100)]
    at: Time
    uuid: Name | None
    tick: Tick | None
    items: list[Problem]


class LoopLine(_Line, frozen=True):
    """An interview loop, with its rules."""

    uuid: Name
    spec: Loop
    started_at: Time
    rounds: list[LoopRoundLine]


class _Wrapped(_Line, frozen=True):
    """A line, which names what it holds; exactly one of these."""

    session: SessionLine | None = None
    attempt: AttemptLine | None = None
    story: StoryLine | None = None
    loop: LoopLine | None = None


Entry = SessionLine | AttemptLine | StoryLine | LoopLine


def read_lines(lines: Iterable[bytes], name: str) -> Iterator[Entry]:
    """What each line holds. Raises BadExport with the faults, at most twenty, once all lines are read."""
    findings: list[str] = []
    empty = True
    for number, line in enumerate(lines, 1):
        try:
            if empty:
                _check_head(line)
            else:
                yield _entry(line)
        except (ValueError, RecursionError) as error:
            findings.append(f"{name}:{number}: {_said(error)}")
            if empty or len(findings) >= MAX_FINDINGS:
                break
        empty = False
    if empty and not findings:
        findings.append(f"{name}:1: empty, so no export of a record")
    if findings:
        raise BadExport(findings, "nothing was taken in; mockml export writes such a file")


def is_head(line: bytes) -> bool:
    """Whether a line is the first one of an export, of whatever version."""
    try:
        head = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(head, dict) and isinstance(head.get("mockml_record"), int)


def _check_head(line: bytes) -> None:
    if not is_head(line):
        raise ValueError("not the first line of an exported record")
    version = json.loads(line)["mockml_record"]
    if version != FORMAT:
        raise ValueError(f"written by another mockml (format {version}, this one knows {FORMAT}); upgrade mockml")


def _entry(line: bytes) -> Entry:
    # Python's own reader: texts of the record may hold lone surrogates, which stricter ones refuse.
    wrapped = msgspec.convert(json.loads(line), _Wrapped)
    found = [one for one in (wrapped.session, wrapped.attempt, wrapped.story, wrapped.loop) if one is not None]
    if len(found) != 1:
        raise ValueError("expected one of session, attempt, story, loop")
    _check(found[0])
    return found[0]


def _check(entry: Entry) -> None:
    numbers = [getattr(entry, name, None) for name in ("score", "seconds")]
    if isinstance(entry, SessionLine):
        numbers += [event.clock for event in entry.events] + [length for _, length in entry.plan]
    if any(number is not None and not math.isfinite(number) for number in numbers):
        raise ValueError("a number that is none")
    names = [entry.uuid]
    if isinstance(entry, SessionLine):
        names += [entry.decision or ""]
        names += [text or "" for one in entry.grades for text in (one.signal, one.title, one.suggested, one.own)]
    if isinstance(entry, LoopLine):
        reader = Reader(Path("loop"))
        check_loop(reader, entry.spec)
        if reader.findings:  # its rules could not be applied
            raise ValueError(reader.findings[0])
    if not all(name.isprintable() for name in names):
        raise ValueError("a name that cannot be shown")


def _said(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"not JSON: {error.msg} (column {error.colno})"
    if isinstance(error, UnicodeDecodeError):
        return "not UTF-8 text"
    return "nested too deep" if isinstance(error, RecursionError) else str(error)
