"""A session as it is run: events committed, saves noticed, trouble said, nothing overwritten."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mockml.bank.library import Bank
from mockml.errors import BadFile, RecordProblem, SessionBusy
from mockml.host.host import Host
from mockml.host.seating import Wish, seat_again, seat_new
from mockml.host.starter import starter_text
from mockml.interview.clock import ScriptedClock
from mockml.interview.plan import make_plan
from mockml.interview.script import Line
from mockml.record.database import Record
from mockml.record.places import data_dir

FILE = Path("kmeans.py")


class Seat:
    """A running session and all that was shown."""

    def __init__(self, host: Host, session: int, clock: ScriptedClock) -> None:
        self.host, self.session, self.clock = host, session, clock
        self.lines: list[Line] = []
        host.show = self.lines.append

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    def type(self, *lines: str) -> None:
        """Lines are typed, and the judge is waited for."""
        for line in lines:
            self.host.line(line)
            self.host.wait()

    def tick(self, seconds: float = 1.0) -> None:
        """Time passes."""
        self.clock.advance(seconds)
        self.host.tick()


@pytest.fixture
def record() -> Iterator[Record]:
    """The record of the test's own home."""
    with Record.open() as record:
        yield record


@pytest.fixture
def seat(record: Record) -> Iterator[Seat]:
    """A new session on k-means, begun."""
    clock = ScriptedClock()
    wish = Wish("kmeans", make_plan(), FILE, 7, timeout=5.0)
    with seat_new(wish, Bank(), record, clock, data_dir()) as seated:
        seat = Seat(seated.host, seated.session, clock)
        seated.begin()
        yield seat


def kinds(record: Record, session: int = 1) -> list[str]:
    """The kinds of a session's events in the record."""
    return [event.kind for event in record.events(session)]


def test_the_starter_file_is_written_once(seat: Seat) -> None:
    """A new session writes the stub with its mark; the stub itself does not count as saved."""
    problem = seat.host.interview.problem
    assert FILE.read_text() == starter_text(problem)
    assert FILE.read_text().startswith("# mockml: kmeans\n")
    seat.tick()
    assert seat.host.interview.state.saved is None


def test_a_file_that_is_there_is_never_overwritten(record: Record) -> None:
    """A session on a file that exists goes on with it, says so, and counts it as saved."""
    FILE.write_text("mine = 1\n")
    clock = ScriptedClock()
    with seat_new(Wish("kmeans", make_plan(), FILE), Bank(), record, clock, data_dir()) as seated:
        seat = Seat(seated.host, seated.session, clock)
        seated.begin()
    assert FILE.read_text() == "mine = 1\n"
    assert "going on with kmeans.py, as it is" in seat.text
    assert seat.host.interview.state.saved is not None


def test_a_folder_in_the_files_place_is_refused(record: Record) -> None:
    """A path that is no file, or cannot be written, is one clear error before anything is recorded."""
    FILE.mkdir()
    for path in (FILE, Path("nowhere/kmeans.py")):
        wish = Wish("kmeans", make_plan(), path)
        with pytest.raises(BadFile), seat_new(wish, Bank(), record, ScriptedClock(), data_dir()):
            pass
    assert record.sessions() == []


def test_events_are_committed_before_they_are_shown(seat: Seat, record: Record) -> None:
    """What is on the screen is in the record already."""
    seen = []
    seat.host.show = lambda line: seen.append((line.text, kinds(record)[-1]))
    seat.type("Which distance?")
    assert [kind for _, kind in seen] == ["answered", "answered"]


def test_saves_are_noticed_and_kept(seat: Seat, record: Record) -> None:
    """Each new content of the file is an event with its text; the same content again is none."""
    for text in ("a = 1\n", "a = 1\n", "a = 2\n"):
        FILE.write_text(text)
        seat.tick()
    saved = [event.data["text"] for event in record.events(1) if event.kind == "saved"]
    assert saved == ["a = 1\n", "a = 2\n"]


def test_a_file_in_trouble_is_said_and_survived(seat: Seat) -> None:
    """Deleted, unreadable, binary: each is said once, the last good version counts, and it may come back."""
    FILE.write_text("a = 1\n")
    seat.tick()
    FILE.unlink()
    seat.tick()
    seat.tick()
    assert seat.text.count("No such file") == 1
    FILE.write_bytes(b"\0\0")
    seat.tick()
    assert "NUL bytes" in seat.text
    assert seat.host.interview.state.saved is not None
    assert seat.host.interview.state.saved.text == "a = 1\n"
    FILE.write_text("a = 3\n")
    seat.tick()
    assert seat.host.interview.state.saved.text == "a = 3\n"


def test_run_and_try_work_on_the_file_as_it_is(seat: Seat, kmeans: object) -> None:
    """What was just saved is what runs, and the outcome is kept as an act of verification."""
    problem = seat.host.interview.problem
    seat.type("/try kmeans(np.zeros((2, 1)), 1)")
    assert "None" not in seat.lines[-1].text
    FILE.write_text((problem.folder / "reference.py").read_text() + "\ndef test_it():\n    assert False, 'no'\n")
    seat.type("/run", "/try kmeans(np.array([[0., 0.], [9., 9.]]), 1)[0]")
    assert "examples: 3 of 3 passed\nyour tests: 0 of 1 passed\n  FAIL test_it: AssertionError: no" in seat.text
    assert "array([[4.5, 4.5]])" in seat.text
    assert seat.host.interview.state.runs == 1


def test_a_whole_session_ends_in_the_record(seat: Seat, record: Record) -> None:
    """From the first question to the last grade, everything is there, and the verdict is the judge's."""
    seat.type("Which distance?", "/next", "random rows, assign, update, repeat until nothing moves", "/next")
    FILE.write_text((seat.host.interview.problem.folder / "reference.py").read_text())
    seat.type("/submit", "several restarts would help here", "/next", "4", "4", "3", "2")
    row = record.session(1)
    assert row.finished
    graded = next(event for event in record.events(1) if event.kind == "graded")
    assert graded.data["verdict"]["verdict"] == "passed"
    assert seat.host.left is not None
    assert seat.host.left.finished


def test_a_record_that_cannot_be_written_loses_nothing(
    seat: Seat, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the record fails it is said once; when it works again, every event is written, in order."""
    append = record.append

    def broken(*args: object, **kwargs: object) -> None:
        raise RecordProblem("the disk is full", "make room")

    monkeypatch.setattr(record, "append", broken)
    seat.type("Which distance?", "/next", "a thought")
    assert seat.text.count("The record cannot be written (the disk is full)") == 1
    monkeypatch.setattr(record, "append", append)
    seat.tick()
    assert "The record is written again" in seat.text
    assert kinds(record) == ["started", "phase_entered", "asked", "answered", "phase_entered", "noted"]
    assert record.events(1) == seat.host.interview.events


def test_a_session_is_gone_on_with(record: Record) -> None:
    """A session that was left shows what was said, counts the time away as a pause, and keeps its clock."""
    clock, bank = ScriptedClock(), Bank()
    with seat_new(Wish("kmeans", make_plan(), FILE, 7), bank, record, clock, data_dir()) as seated:
        seat = Seat(seated.host, seated.session, clock)
        seated.begin()
        seat.type("Which distance?")
        clock.advance(60)
        seat.type("/quit")
    clock.advance(3600)
    with seat_again(1, bank, record, clock, data_dir()) as seated:
        seat = Seat(seated.host, seated.session, clock)
        seated.begin()
        with pytest.raises(SessionBusy), seat_again(1, bank, record, clock, data_dir()):
            pass
    assert "Plain Euclidean distance" in seat.text
    assert "after a pause of 60:00 min" in seat.text
    assert "clarify: 4:00 min left; 44:00 min in all." in seat.text


def test_a_judge_that_cannot_judge_is_said(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the judge can't be started, the session ends all the same, unjudged and saying why."""
    monkeypatch.setattr("mockml.judge.process.WORKER", Path("no/such/worker.py"))
    clock = ScriptedClock()
    with seat_new(Wish("kmeans", make_plan(), FILE, 7), Bank(), record, clock, data_dir()) as seated:
        seat = Seat(seated.host, seated.session, clock)
        seated.begin()
        seat.type("/next", "/next", "/run", "/submit", "/submit", "/next", "0", "0", "0", "0")
    assert "That could not be run: the judge's own process did not start" in seat.text
    assert "The hidden cases could not be run" in seat.text
    assert record.session(1).finished
    graded = next(event for event in record.events(1) if event.kind == "graded")
    assert graded.data["verdict"]["verdict"] == "unjudged"
