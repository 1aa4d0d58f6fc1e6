"""Sessions and their events: what is put in comes out, in order, and only moves forward."""

from __future__ import annotations

from pathlib import Path

import pytest

from mockml.errors import NotFound, RecordProblem
from mockml.record.database import Record, SessionRow
from mockml.record.events import KINDS, Event
from tests.record.helping import PLAN, asked, new_session, texts


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the record goes."""
    return tmp_path / "record.sqlite3"


def test_sessions_are_numbered_from_one(path: Path) -> None:
    """A user's first session is session 1, the next 2, whatever was opened and closed in between."""
    with Record.open(path) as record:
        assert [new_session(record), new_session(record)] == [1, 2]
    with Record.open(path) as record:
        assert new_session(record) == 3


def test_a_session_is_kept_whole(path: Path) -> None:
    """All that a session was begun with is there when the record is opened again."""
    with Record.open(path) as record:
        session = new_session(record, at=1234.5)
    with Record.open(path) as record:
        row = record.session(session)
    assert row == SessionRow(
        id=1,
        uuid=row.uuid,
        problem="kmeans",
        seed=7,
        rubric="four-signal",
        file="/w/kmeans.py",
        plan=tuple(PLAN),
        started_at=1234.5,
        last_seen=1234.5,
        finished=False,
        decision=None,
        score=None,
    )


def test_sessions_have_an_identity_of_their_own(path: Path, tmp_path: Path) -> None:
    """Session 1 of one machine can be told from session 1 of another."""
    with Record.open(path) as here, Record.open(tmp_path / "other.sqlite3") as there:
        assert here.session(new_session(here)).uuid != there.session(new_session(there)).uuid


def test_events_come_back_in_the_order_they_were_appended(path: Path) -> None:
    """Events stay in order across appends and reopening, even where the clock was set back."""
    with Record.open(path) as record:
        session = new_session(record)
        record.append(session, [asked(0, at=2000.0), asked(1, at=1500.0)])
        record.append(session, [])
    with Record.open(path) as record:
        record.append(session, [asked(2, at=1700.0)])
        assert texts(record, session) == ["question 0", "question 1", "question 2"]


def test_every_kind_of_event_can_be_kept(path: Path) -> None:
    """No kind of event is unknown to the record."""
    events = [Event(kind, 1.0, 0.5, {"of": kind}) for kind in KINDS]
    with Record.open(path) as record:
        session = new_session(record)
        record.append(session, events)
        assert record.events(session) == events


def test_sessions_do_not_mix(path: Path) -> None:
    """Each of two sessions held at the same time has its own events."""
    with Record.open(path) as record:
        one, two = new_session(record), new_session(record)
        for number in range(4):
            record.append((one, two)[number % 2], [asked(number)])
        assert texts(record, one) == ["question 0", "question 2"]
        assert texts(record, two) == ["question 1", "question 3"]


def test_last_seen_only_moves_forward(path: Path) -> None:
    """A clock that is set back does not make a session look longer gone than it was."""
    with Record.open(path) as record:
        session = new_session(record, at=1000.0)
        seen = []
        for at in (1010.0, 1005.0, 1020.0):
            record.heartbeat(session, at)
            seen.append(record.session(session).last_seen)
        record.append(session, [asked(0, at=1015.0)])
        seen.append(record.session(session).last_seen)
        record.append(session, [asked(1, at=1030.0)], seen=1031.0)
        seen.append(record.session(session).last_seen)
    assert seen == [1010.0, 1010.0, 1020.0, 1020.0, 1031.0]


def test_events_are_still_flushed_after_a_heartbeat(path: Path) -> None:
    """A heartbeat is spared the wait for the disk; the events after it are not."""
    with Record.open(path) as record:
        record.heartbeat(new_session(record), 1001.0)
        assert record._connection.execute("PRAGMA synchronous").fetchone() == (2,)


def test_a_finished_session_takes_no_more_events(path: Path) -> None:
    """After `finished` a session stays as it is."""
    with Record.open(path) as record:
        session = new_session(record)
        record.append(session, [asked(0), Event("finished", 1100.0, 100.0, {"reason": "complete"})])
        assert record.session(session).finished
        with pytest.raises(RecordProblem, match="session 1 is finished") as caught:
            record.append(session, [asked(1)])
        assert caught.value.hint == "mockml report 1"
        assert [event.kind for event in record.events(session)] == ["asked", "finished"]


def test_the_result_is_kept(path: Path) -> None:
    """How a session came out is there for `mockml history`, also where there is no score."""
    with Record.open(path) as record:
        session = new_session(record)
        record.set_result(session, "hire", 0.875)
        assert (record.session(session).decision, record.session(session).score) == ("hire", 0.875)
        record.set_result(session, None, None)
        assert (record.session(session).decision, record.session(session).score) == (None, None)


def test_history_is_newest_first_and_can_be_narrowed(path: Path) -> None:
    """Sessions are listed from the newest, by problem, by whether they are finished, and no more than asked for."""
    with Record.open(path) as record:
        for problem in ("kmeans", "softmax", "kmeans", "kmeans"):
            new_session(record, problem=problem)
        record.append(3, [Event("finished", 1.0, 1.0)])

        def ids(problem: str | None = None, unfinished: bool | None = None, limit: int | None = None) -> list[int]:
            return [row.id for row in record.sessions(problem=problem, unfinished=unfinished, limit=limit)]

        assert ids() == [4, 3, 2, 1]
        assert ids(problem="kmeans") == [4, 3, 1]
        assert ids(unfinished=True) == [4, 2, 1]
        assert ids(unfinished=False) == [3]
        assert ids(problem="kmeans", unfinished=True, limit=1) == [4]
        assert ids(limit=0) == []
        assert ids(problem="k' OR 1") == []


def test_latest(path: Path) -> None:
    """`resume` goes on with the newest unfinished session, `report` tells of the newest of all."""
    with Record.open(path) as record:
        assert record.latest() is None
        one, two = new_session(record), new_session(record)
        record.append(two, [Event("finished", 1.0, 1.0)])
        assert [row.id for row in (record.latest(), record.latest(unfinished=True)) if row] == [two, one]
        record.append(one, [Event("finished", 1.0, 1.0)])
        assert record.latest(unfinished=True) is None


@pytest.mark.parametrize("session", [0, -1, 9, 10**30])
def test_an_unknown_session_is_named_with_what_there_is(path: Path, session: int) -> None:
    """Whoever asks for a session that is not there is told so, with the newest ones."""
    with Record.open(path) as record:
        with pytest.raises(NotFound, match=f"no session {session}") as caught:
            record.session(session)
        assert caught.value.hint == "there is none yet; mockml start begins one"
        for _ in range(4):
            new_session(record)
        with pytest.raises(NotFound) as caught:
            record.events(session)
        assert caught.value.hint == "the newest: 4, 3, 2; mockml history lists them"


def test_nothing_is_written_to_an_unknown_session(path: Path) -> None:
    """Events, heartbeats and results of a session that is not there are refused, not dropped."""
    with Record.open(path) as record:
        with pytest.raises(NotFound):
            record.append(5, [asked(0)])
        with pytest.raises(NotFound):
            record.heartbeat(5, 1.0)
        with pytest.raises(NotFound):
            record.set_result(5, "hire", 1.0)
