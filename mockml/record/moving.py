"""A whole record as lines of JSON, out of one record and into another: by uuid, all or nothing."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import msgspec

from mockml.errors import BadFile
from mockml.record.attempts import COLUMNS, INSERT
from mockml.record.database import Record
from mockml.record.lines import FORMAT, AttemptLine, Entry, LoopLine, SessionLine, StoryLine, is_head, read_lines
from mockml.record.loops import INSERT_LOOP, SET_ROUND, LoopRow, Loops
from mockml.record.practice import INSERT_STORY
from mockml.record.texts import given, kept

SESSION_COLUMNS = "uuid, problem, seed, rubric, file, plan, started_at, last_seen, finished, decision, score"


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import brought: how many of each are new, and how many were there already and stay as they are."""

    sessions: int = 0
    attempts: int = 0
    stories: int = 0
    known: int = 0
    loops: int = 0


def export_lines(record: Record) -> Iterator[str]:
    """The record, line by line, as it is at one moment."""
    with record.snapshot():
        yield json.dumps({"mockml_record": FORMAT})
        for session in record.sessions()[::-1]:
            yield json.dumps({"session": _session(record, session.id)})
        for row in record.rows(f"SELECT {COLUMNS} FROM attempts ORDER BY id", ()):  # noqa: S608
            yield json.dumps(
                {"attempt": {**_plain(row), "item": given(row["item"]), "data": record.loads(row["data"])}}
            )
        for row in record.rows("SELECT uuid, question, part, text, at FROM stories ORDER BY id", ()):
            texts = {name: given(row[name]) for name in ("question", "part", "text")}
            yield json.dumps({"story": {**_plain(row), **texts}})
        for loop in Loops(record).newest_first()[::-1]:
            yield json.dumps({"loop": _loop(loop)})


def _plain(row: Any) -> dict[str, Any]:
    return dict(row)


def _session(record: Record, number: int) -> dict[str, Any]:
    row = asdict(record.session(number))
    row["number"] = row.pop("id")
    query = "SELECT signal, title, suggested, own, ahead FROM grades WHERE session = ? ORDER BY signal"
    row["events"] = [
        {"at": e.at, "clock": e.clock, "kind": e.kind, "data": dict(e.data)} for e in record.events(number)
    ]
    row["grades"] = [_plain(grade) for grade in record.rows(query, (number,))]
    return row


def _loop(row: LoopRow) -> dict[str, Any]:
    rounds = [asdict(one) for one in row.rounds.values()]
    return {
        "uuid": row.uuid,
        "spec": msgspec.to_builtins(row.spec),
        "started_at": row.started_at,
        "rounds": rounds,
    }


def write_export(record: Record, path: Path) -> int:
    """Writes the record to a file that only its owner can read; the number of lines. It is whole or not there.

    Raises BadFile where the file is something else than an older export, or cannot be written.
    """
    _check_replaceable(path)
    made = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with open(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600), "w") as file:  # noqa: PTH123
            count = 0
            for line in export_lines(record):
                file.write(line + "\n")
                count += 1
            file.flush()
            os.fsync(file.fileno())
        made.replace(path)
    except OSError as error:
        raise BadFile(f"{path}: {error.strerror or error}", "name a file in a folder you can write") from None
    finally:
        with suppress(OSError):
            made.unlink(missing_ok=True)
    return count


def _check_replaceable(path: Path) -> None:
    if not path.exists():
        return
    try:
        with path.open("rb") as file:
            replaceable = path.is_file() and is_head(file.readline(200))
    except OSError as error:
        raise BadFile(f"{path}: {error.strerror or error}", "name another file") from None
    if not replaceable:
        raise BadFile(f"{path} is there already, and is no exported record", "name another file")


def import_lines(record: Record, lines: Iterable[bytes], name: str) -> Taken:
    """Takes in what is new, all of it or nothing. What is known by its uuid stays as it is here.

    Raises BadExport with each fault's line, RecordProblem where the record cannot be written.
    """
    counts = {"sessions": 0, "attempts": 0, "stories": 0, "known": 0, "loops": 0}
    with record.transaction() as execute:
        for entry in read_lines(lines, name):
            counts[_take(execute, entry)] += 1
    return Taken(**counts)


def _take(execute: Any, entry: Entry) -> str:
    if isinstance(entry, SessionLine):
        return "sessions" if _take_session(execute, entry) else "known"
    if isinstance(entry, LoopLine):
        return "loops" if _take_loop(execute, entry) else "known"
    if isinstance(entry, AttemptLine):
        row = (entry.uuid, entry.kind, kept(entry.item), entry.at, entry.rating, entry.seconds, entry.hints)
        added = execute(INSERT, (*row, entry.score, json.dumps(entry.data))).rowcount
        return "attempts" if added else "known"
    added = execute(INSERT_STORY, _story(entry)).rowcount
    return "stories" if added else "known"


def _story(entry: StoryLine) -> tuple[Any, ...]:
    return (entry.uuid, kept(entry.question), kept(entry.part), kept(entry.text), entry.at)


def _take_session(execute: Any, one: SessionLine) -> bool:
    if execute("SELECT 1 FROM sessions WHERE uuid = ?", (one.uuid,)).fetchone():
        return False
    taken = execute("SELECT 1 FROM sessions WHERE id = ?", (one.number,)).fetchone()
    texts = (kept(one.problem), one.seed, kept(one.rubric), kept(one.file), json.dumps(one.plan))
    decision = None if one.decision is None else kept(one.decision)
    row = (one.uuid, *texts, one.started_at, one.last_seen, int(one.finished), decision, one.score)
    number = execute(
        f"INSERT INTO sessions (id, {SESSION_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
        (None if taken else one.number, *row),
    ).lastrowid
    for place, event in enumerate(one.events, 1):
        values = (number, place, event.at, event.clock, event.kind, json.dumps(event.data))
        execute("INSERT INTO events (session, number, at, clock, kind, data) VALUES (?, ?, ?, ?, ?, ?)", values)
    for grade in one.grades:
        execute(
            "INSERT OR REPLACE INTO grades (session, signal, title, suggested, own, ahead) VALUES (?, ?, ?, ?, ?, ?)",
            (number, grade.signal, grade.title, grade.suggested, grade.own, grade.ahead),
        )
    return True


def _take_loop(execute: Any, one: LoopLine) -> bool:
    cursor = execute(INSERT_LOOP, (one.uuid, json.dumps(msgspec.to_builtins(one.spec)), one.started_at))
    if not cursor.rowcount:
        return False
    for row in one.rounds:
        values = (cursor.lastrowid, row.number, row.at, row.uuid, row.tick, json.dumps(row.items))
        execute(SET_ROUND, values)
    return True


def lines_of(path: Path) -> Iterator[bytes]:
    """The lines of a file. Raises BadFile where it cannot be read."""
    try:
        with path.open("rb") as file:
            yield from file
    except OSError as error:
        raise BadFile(f"{path}: {error.strerror or error}", "name a file that mockml export wrote") from None
