"""A drill as it is run: kept before it is shown, saves taken when they are whole, trouble said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mockml.bank.library import Bank, content_root
from mockml.errors import RecordProblem
from mockml.host.training import Training, drill_task, free_file
from mockml.host.workout import Workout
from mockml.interview.clock import ScriptedClock
from mockml.record.database import Record
from mockml.record.places import data_dir
from mockml.record.practice import Practice
from mockml.record.unfinished import Bench

FILE = Path("kmeans_assign.py")
RIGHT = (content_root() / "parts" / "kmeans-assign" / "reference.py").read_text()


class Room:
    """A running drill and all that was shown."""

    def __init__(self, workout: Workout, clock: ScriptedClock) -> None:
        self.workout, self.clock = workout, clock
        self.text = ""
        workout.show = self._show

    def _show(self, text: str, _clock: float, _urgent: bool) -> None:
        self.text += f"{text}\n"

    def tick(self, seconds: float = 0.02) -> None:
        """Time passes."""
        self.clock.advance(seconds)
        self.workout.tick()

    def settle(self) -> None:
        """A little time passes, and the judge is waited for."""
        for _ in range(20):
            self.tick()
        self.workout.wait()


@pytest.fixture
def record() -> Iterator[Record]:
    """The record of the test's own home."""
    with Record.open() as record:
        yield record


@pytest.fixture
def room(record: Record) -> Iterator[Room]:
    """A drill on a part, begun."""
    bank, clock = Bank(), ScriptedClock()
    training = Training(bank, record, clock, data_dir(), timeout=5.0)
    with training.begin(drill_task(bank.problem("kmeans-assign"), str(FILE), 7, 480.0), FILE) as workout:
        room = Room(workout, clock)
        workout.begin()
        yield room


def test_what_is_shown_is_kept_already(room: Room, record: Record) -> None:
    """When the words of a hint are on the screen, the hint is in the record."""
    kept: list[object] = []

    def show(text: str, _clock: float, _urgent: bool) -> None:
        row = Bench(record).latest("drill")
        assert row is not None
        kept.append((text.startswith("Hint 1"), row.data["hints"]))

    room.workout.show = show
    room.workout.line("hint")
    assert kept == [(True, 1)]


def test_a_file_that_is_gone_for_a_moment_is_no_trouble(room: Room) -> None:
    """What an editor removes, empties and writes within a blink is one save; what stays away is said, once."""
    FILE.unlink()
    room.tick()
    FILE.write_text("")
    room.tick()
    FILE.write_text(RIGHT.replace("argmin", "argmax"))
    room.settle()
    assert room.text.count(" of 8: ") == 1
    assert "No such file" not in room.text
    FILE.unlink()
    room.settle()
    room.settle()
    assert room.text.count("kmeans_assign.py: No such file or directory") == 1
    FILE.write_text("")
    room.settle()
    assert room.text.count(" of 8") == 2


def test_a_record_that_cannot_be_written_is_tried_again(
    room: Room, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said once; the drill goes on, and what was missing is written as soon as it can be."""

    def broken(*_: object) -> None:
        raise RecordProblem("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(Bench, "keep", broken)
        patch.setattr(Bench, "beat", broken)
        room.workout.line("hint")
        room.workout.line("hint")
        room.tick(3.0)
        assert room.text.count("The record cannot be written (the disk is full)") == 1
        assert "Hint 2 of 3" in room.text
    room.tick(3.0)
    assert "The record is written again; nothing is missing." in room.text
    row = Bench(record).latest("drill")
    assert row is not None
    assert row.data["hints"] == 2


def test_an_end_that_cannot_be_written_is_not_forgotten(
    room: Room, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the result itself cannot be written, it is written when the drill is closed."""

    def broken(*_: object) -> None:
        raise RecordProblem("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(Bench, "finish", broken)
        room.workout.line("skip")
    assert Practice(record).attempts() == []
    room.workout.close()
    assert [one.rating for one in Practice(record).attempts()] == ["again"]


def test_escapes_of_a_solution_reach_no_terminal(room: Room) -> None:
    """What a solution says is cleaned by the screen before it is shown."""
    from mockml.screen.workout import format_entry

    FILE.write_text("def assign(X, centroids):\n    raise ValueError('\\x1b[2J\\x07 bad')\n")
    room.settle()
    shown = format_entry(room.text, 75.0, 60)
    assert "bad" in shown
    assert not {"\x1b", "\x07"} & set(shown)
    assert shown.startswith("[1:15] ")
    assert max(len(line) for line in shown.splitlines()) <= 75


def test_free_file_never_takes_what_is_there() -> None:
    """The next free name is used, but for a file that still is the starter; a folder of the name is passed over."""
    assert free_file("x", "start") == Path("x.py")
    Path("x.py").write_text("start")
    assert free_file("x", "start") == Path("x.py")
    Path("x.py").write_text("mine")
    Path("x_2.py").mkdir()
    Path("x_3.py").write_bytes(b"\xff")
    assert free_file("x", "start") == Path("x_4.py")
    assert free_file("x", None) == Path("x_4.py")


def test_a_solution_that_hangs_does_not_hold_up_the_next(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is saved while a version runs for ever is judged in its place, seconds later."""
    asked: list[float] = []
    give_up = room.workout.jobs.give_up

    def noted() -> None:
        asked.append(room.clock.now())
        give_up()

    monkeypatch.setattr(room.workout.jobs, "give_up", noted)
    FILE.write_text("while True:\n    pass\n")
    room.tick()
    FILE.write_text(RIGHT)
    room.tick(1.0)
    assert asked == []
    room.tick(3.0)
    room.tick()
    assert len(asked) == 1
    room.workout.wait()
    assert room.text.count("judged instead") == 1
    assert "time limit" not in room.text
    assert room.workout.outcome is not None
    assert room.workout.outcome.passed
    assert room.workout.drill.state.verdicts == 1
