"""A session as it is run: events committed, saves noticed, trouble said, nothing overwritten."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from mockml.bank.bugs import apply_bug
from mockml.bank.library import Bank
from mockml.diagnosis.diagnose import Diagnosis
from mockml.diagnosis.naming import Mistake
from mockml.diagnosis.strength import Strength
from mockml.errors import BadFile, CannotJudge, RecordProblem, SessionBusy
from mockml.host.host import Host
from mockml.host.seating import Seated, Wish, seat_again, seat_new
from mockml.host.starter import starter_text
from mockml.interview.clock import ScriptedClock
from mockml.interview.plan import make_plan
from mockml.interview.script import Line
from mockml.record.database import Record
from mockml.record.places import data_dir
from mockml.report.debrief import build

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
    seat.type("/submit", "several restarts would help here", "/next", "1 2", "y", "4", "4", "3", "2")
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
    assert diagnosed(record) == {"strength": None, "mistake": None}


OWN_TEST = "\n\ndef test_first_loss():\n    loss = fit([[1.0]], [2.0], 0.1, 1)[2]\n    assert loss[0] == 4.0\n"


def diagnosed(record: Record) -> dict[str, object]:
    """What the one `diagnosed` event of the first session says."""
    (event,) = (event for event in record.events(1) if event.kind == "diagnosed")
    return dict(event.data)


def sit(record: Record, clock: ScriptedClock, problem: str = "kmeans") -> AbstractContextManager[Seated]:
    """A new session on a problem."""
    return seat_new(Wish(problem, make_plan(), Path("mine.py"), 7, timeout=5.0), Bank(), record, clock, data_dir())


def hand_in(seat: Seat, text: str) -> None:
    """Through the interview to the hand-in, with a file of this text."""
    seat.type("/next", "/next")
    Path("mine.py").write_text(text)
    seat.type("/submit")


def test_a_solution_is_diagnosed_before_its_session_ends(record: Record) -> None:
    """After the verdict the mistake has a name and the own tests have their worth, and only then is the end."""
    clock, problem = ScriptedClock(), Bank().problem("linear-regression-gd")
    halved = next(bug for bug in problem.bugs if bug.id == "halved-loss")
    text = apply_bug((problem.folder / "reference.py").read_text(), halved)
    text += OWN_TEST.replace("fit(", f"{problem.entries[0]}(")
    with sit(record, clock, problem.id) as seated:
        seat = Seat(seated.host, seated.session, clock)
        seated.begin()
        hand_in(seat, text)
        seat.type("/next", "0", "0", "0", "0")
        assert seat.host.left is not None
    order = [kind for kind in kinds(record) if kind in ("submitted", "graded", "diagnosed", "finished")]
    assert order == ["submitted", "graded", "diagnosed", "finished"]
    found = diagnosed(record)
    assert found["mistake"] == {"bug": "halved-loss", "sure": True}
    strength = found["strength"]
    assert isinstance(strength, dict)
    assert (strength["tests"], strength["wrong"], strength["bugs"]) == (["test_first_loss"], [], len(problem.bugs))
    assert {"halved-loss", "absolute-loss"} <= set(strength["caught"]) < {bug.id for bug in problem.bugs}
    debrief = build(record.session(1), problem, record.events(1), Bank().rubric("four-signal"))
    assert debrief.mistake is not None
    assert debrief.mistake.lesson == halved.lesson.strip()
    assert not [line for line in text.splitlines() if len(line) > 30 and line in seat.text]


FOUND = Diagnosis(
    Strength(("test_a",), (), ("wrong-axis",), 33), Mistake("wrong-axis", "Takes an axis", "Mind it.", True)
)
KEPT = {
    "strength": {"tests": ["test_a"], "wrong": [], "caught": ["wrong-axis"], "bugs": 33},
    "mistake": {"bug": "wrong-axis", "sure": True},
}


@pytest.mark.parametrize("typed", [(), ("/next", "1"), ("/next", "0", "0", "0", "0")])
def test_a_session_killed_before_its_diagnosis_gets_it_on_resume(
    record: Record, monkeypatch: pytest.MonkeyPatch, typed: tuple[str, ...]
) -> None:
    """Graded, and gone before it was diagnosed, at whatever point: coming back makes up for it, once."""
    clock = ScriptedClock()
    with monkeypatch.context() as killed:
        killed.setattr(Host, "_diagnose", lambda _: None)
        with sit(record, clock) as seated:
            seat = Seat(seated.host, seated.session, clock)
            seated.begin()
            hand_in(seat, "x = 1\n")
            seat.type(*typed)
    assert "graded" in kinds(record)
    assert not {"diagnosed", "finished"} & set(kinds(record))
    monkeypatch.setattr("mockml.diagnosis.diagnose.diagnose", lambda *_: FOUND)
    clock.advance(3600)
    with seat_again(1, Bank(), record, clock, data_dir()) as seated:
        seat = Seat(seated.host, seated.session, clock)
        seated.begin()
        seat.host.wait()
        seat.type(*(("/next", "0", "0", "0", "0")[len(typed) :]))
        assert seat.host.left is not None
        assert seat.host.left.finished
    assert diagnosed(record) == KEPT
    assert kinds(record)[-1] == "finished"


@pytest.mark.parametrize("error", [CannotJudge("the worker is gone", "mockml doctor"), KeyError("a fault of ours")])
def test_a_diagnosis_that_fails_holds_nobody_up(
    record: Record, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """Where the judge fails after the verdict there is no name and no figure, and the interview ends as any other."""

    def broken(*_: object) -> Diagnosis:
        raise error

    monkeypatch.setattr("mockml.diagnosis.diagnose.diagnose", broken)
    clock = ScriptedClock()
    with sit(record, clock) as seated:
        seat = Seat(seated.host, seated.session, clock)
        seated.begin()
        hand_in(seat, "x = 1\n")
        seat.type("/next", "0", "0", "0", "0")
    assert diagnosed(record) == {"strength": None, "mistake": None}
    assert record.session(1).finished
    problem = Bank().problem("kmeans")
    debrief = build(record.session(1), problem, record.events(1), Bank().rubric("four-signal"))
    known = {item.id: item.value for item in debrief.evidence}
    assert (debrief.mistake, known["tests_strength"], known["wrong_tests"]) == (None, None, None)


def test_a_slow_diagnosis_is_waited_for_and_said(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has graded all signals before the diagnosis is there is told so, and the session ends when it comes."""
    go = threading.Event()

    def slow(*_: object) -> Diagnosis:
        assert go.wait(60)
        return FOUND

    monkeypatch.setattr("mockml.diagnosis.diagnose.diagnose", slow)
    clock = ScriptedClock()
    with sit(record, clock) as seated:
        seat = Seat(seated.host, seated.session, clock)
        seated.begin()
        seat.type("/next", "/next", "/submit")
        host = seat.host
        host.line("/submit")
        while "graded" not in kinds(record):
            host.jobs.collect(wait=0.2)
        for line in ("/next", "0", "0", "0", "0", "is it over?"):
            host.line(line)
        assert seat.text.count("One moment: your tests are being tried") == 2
        assert host.left is None
        go.set()
        host.wait()
        assert host.left is not None
    assert kinds(record)[-2:] == ["diagnosed", "finished"]
    assert diagnosed(record) == KEPT
