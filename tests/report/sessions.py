"""Scripted sessions as they stand in the record, and text that tries to take over a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mockml.bank.library import Bank
from mockml.bank.spec import Problem
from mockml.record.database import Record
from mockml.record.events import Event
from mockml.report.debrief import Debrief, build
from tests.scoring.scripted import EPOCH, PLAN, Candidate, play

HOSTILE = (
    "\x1b[2J\x1b[1;31mred\x1b[0m \x1b]0;owned\x07\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\ "
    "\x9b31m \x07 back\x08 \u202egnp.exe\u202c \u2066\u061c end\r over\x00"
)
FORBIDDEN = {*map(chr, range(32)), *map(chr, range(0x7F, 0xA0)), *"\u061c\u200e\u200f\u2028\u2029"} - {"\n"}
FORBIDDEN |= {*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}


def debriefed(
    folder: Path, problem: Problem, events: Sequence[Event], file: str = "/w/kmeans.py", seed: int = 7
) -> Debrief:
    """The debrief of events that went through a real record."""
    with Record.open(folder / "record.sqlite3") as record:
        session = record.create_session(
            problem=problem.id, seed=seed, rubric="four-signal", file=file, plan=PLAN, at=EPOCH
        )
        record.append(session, events)
        return build(record.session(session), problem, record.events(session), Bank().rubric("four-signal"))


def debrief_of(folder: Path, problem: Problem, candidate: Candidate) -> Debrief:
    """The debrief of a scripted candidate."""
    return debriefed(folder, problem, play(problem, candidate))


def too_long(text: str, width: int) -> list[str]:
    """The lines that are longer than the width though they could be broken: commands and single words are not."""
    lines = [line for line in text.split("\n") if len(line) > width]
    return [line for line in lines if " " in line.strip() and not line.strip().startswith(("mockml ", "Next: mockml "))]
