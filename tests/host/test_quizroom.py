"""The room of a quiz: what the record refuses is kept and tried again, and time counts only while it is alive."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from mockml.bank.library import Bank
from mockml.errors import NotFound, RecordProblem
from mockml.host.quizroom import QuizPlan, QuizRoom
from mockml.interview.clock import ScriptedClock
from mockml.practice.asked import Said
from mockml.record.database import Record
from mockml.record.drafts import Draft, Drafts
from mockml.record.practice import Practice

REFUSE = "BEFORE INSERT ON {} BEGIN SELECT RAISE(ABORT, 'no room'); END"


@pytest.fixture
def record() -> Iterator[Record]:
    """An open record."""
    with Record.open() as opened:
        yield opened


def begun(record: Record, *names: str) -> Draft:
    """A draft of a quiz on some questions."""
    return Drafts(record).begin(QuizPlan(names).as_dict(), 0.0)


def sit(draft: Draft, record: Record, clock: ScriptedClock) -> tuple[QuizRoom, list[Said]]:
    """A room in which it has begun, and what is shown there."""
    room, shown = QuizRoom(draft, record, Bank(), clock), list[Said]()
    room.show = shown.append
    room.begin()
    return room, shown


def let(record: Record, table: str, *, refuse: bool) -> None:
    """Makes a table of the record refuse rows, as a full disk would, or take them again."""
    with closing(sqlite3.connect(record.path)) as other, other:
        other.execute(f"CREATE TRIGGER full_{table} {REFUSE.format(table)}" if refuse else f"DROP TRIGGER full_{table}")


@pytest.mark.parametrize("table", ["draft_lines", "attempts"])
def test_what_the_record_refuses_is_tried_again(record: Record, table: str) -> None:
    """Where the record cannot be written it is said once, the quiz goes on, and all is there once it can."""
    draft = begun(record, "drift")
    room, shown = sit(draft, record, ScriptedClock())
    let(record, table, refuse=True)
    for line in ("first", "second", "", ""):
        room.line(line)
        room.tick()
    assert room.over
    assert sum("not saved yet" in said.text for said in shown) == 1
    with pytest.raises(RecordProblem):
        room.leave()
    let(record, table, refuse=False)
    room.tick()
    room.leave()
    assert [one.data["answer"] for one in Practice(record).attempts("quiz")] == ["first\nsecond"]
    assert Drafts(record).newest_first() == []


def test_a_machine_that_stood_still_costs_no_time(record: Record) -> None:
    """A closed lid is no thinking time; an ordinary pause between two keys is."""
    clock = ScriptedClock(stalled=20.0)
    room, _ = sit(begun(record, "drift"), record, clock)
    for seconds in (15.0, 3600.0, 10.0):
        clock.advance(seconds)
        room.tick()
    for line in ("words", "", ""):
        room.line(line)
    room.leave()
    assert Practice(record).attempts("quiz")[0].seconds == 25.0


def test_time_away_does_not_count(record: Record) -> None:
    """A quiz gone on with days later has used what it had used when it was left."""
    clock = ScriptedClock()
    draft = begun(record, "drift")
    room, _ = sit(draft, record, clock)
    clock.advance(12.0)
    room.line("words")
    clock.advance(8.0)
    room.leave()
    clock.advance(3 * 86400.0)
    (left,) = Drafts(record).newest_first()
    room, shown = sit(left, record, clock)
    assert "0:20 of 3:30 used" in shown[0].text
    clock.advance(10.0)
    room.line("")
    room.line("")
    room.leave()
    assert Practice(record).attempts("quiz")[0].seconds == 30.0


def test_a_question_that_is_gone(record: Record) -> None:
    """A room for a question that is not there says what to do."""
    with pytest.raises(NotFound, match="no longer there"):
        QuizRoom(begun(record, "no-such-question"), record, Bank(), ScriptedClock())
