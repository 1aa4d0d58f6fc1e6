"""What goes wrong with the file is said in one line with a hint, and leaves nothing half-written."""

from __future__ import annotations

import os
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from mockml.errors import RecordProblem
from mockml.record import opening
from mockml.record.database import Record
from mockml.record.events import Event
from tests.record.helping import another_process, asked, new_session, texts

AS_NOBODY = """
import os, sys
from pathlib import Path
from mockml.errors import RecordProblem
from mockml.record.database import Record

if os.geteuid() == 0:  # nothing is read-only to root
    os.setgid(65534)
    os.setuid(65534)
try:
    Record.open(Path(sys.argv[1]))
except RecordProblem as error:
    print(error.message, error.hint, sep="\\n")
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the record goes."""
    return tmp_path / "record.sqlite3"


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits for other processes' locks for a moment only."""
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.05)


@pytest.fixture
def read_only_folder() -> Iterator[Path]:
    """A folder that all may enter and none may write to. pytest's own folders let nobody else in."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o555)
        yield Path(name)
        Path(name).chmod(0o755)


def _one_line(error: RecordProblem) -> bool:
    return "\n" not in error.message + error.hint and bool(error.hint)


def test_a_locked_record_is_said_and_can_be_written_later(path: Path, impatient: None) -> None:
    """While another program holds the record an append fails; the same append succeeds afterwards, once."""
    with Record.open(path) as record, closing(sqlite3.connect(path, isolation_level=None)) as other:
        session = new_session(record)
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(RecordProblem, match="locked by another program") as caught:
            record.append(session, [asked(0), asked(1)])
        assert _one_line(caught.value)
        with pytest.raises(RecordProblem, match="locked by another program"):
            record.heartbeat(session, 2000.0)
        assert texts(record, session) == []
        other.execute("ROLLBACK")
        record.append(session, [asked(0), asked(1)])
        assert texts(record, session) == ["question 0", "question 1"]


def test_a_record_that_is_locked_when_opened(path: Path, impatient: None) -> None:
    """A new record that another program holds is said to be locked, not waited for without end."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(RecordProblem, match="locked by another program"):
            Record.open(path)


def test_a_new_record_waits_for_another_process_that_makes_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that finds the new record held by another waits for its turn, also where SQLite would not."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        waits = []

        def wait(seconds: float) -> None:
            waits.append(seconds)
            if other.in_transaction:
                other.execute("ROLLBACK")

        monkeypatch.setattr("time.sleep", wait)
        monkeypatch.setattr(opening, "BUSY_SECONDS", 0.2)
        with Record.open(path) as record:
            assert new_session(record) == 1
    assert waits


def test_a_full_disk_keeps_what_was_there(path: Path) -> None:
    """Where the disk is full the append fails as a whole; with room again the same append succeeds."""
    with Record.open(path) as record:
        session = new_session(record)
        record.append(session, [asked(0)])
        pages = record._connection.execute("PRAGMA page_count").fetchone()[0]
        record._connection.execute(f"PRAGMA max_page_count = {pages + 2}")
        events = [asked(1), Event("saved", 1.0, 1.0, {"text": "x" * 100_000})]
        with pytest.raises(RecordProblem, match="the disk is full") as caught:
            record.append(session, events)
        assert _one_line(caught.value)
        assert texts(record, session) == ["question 0"]
        record._connection.execute("PRAGMA max_page_count = 100000")
        record.append(session, events)
        assert record.events(session)[1:] == events


def test_an_append_that_fails_midway_leaves_nothing(path: Path) -> None:
    """An event that cannot be kept takes the others of its append with it, and the session stays as it was."""
    with Record.open(path) as record:
        session = new_session(record)
        before = record.session(session)
        with pytest.raises(RecordProblem, match="NOT NULL"):
            record.append(session, [asked(0, at=3000.0), Event("finished", 3000.0, float("nan"))])
        assert record.events(session) == []
        assert record.session(session) == before
        record.append(session, [asked(0)])


@pytest.mark.parametrize("content", [b"this is no database\n" * 500, b"SQLite format 3\x00" + b"\xff" * 9000])
def test_a_file_that_is_no_database(path: Path, content: bytes) -> None:
    """A file that SQLite cannot read is named, with what to do, and is left as it is."""
    path.write_bytes(content)
    with pytest.raises(RecordProblem, match="damaged, or no SQLite database") as caught:
        Record.open(path)
    assert str(path) in caught.value.message
    assert _one_line(caught.value)
    assert path.read_bytes() == content


def test_a_record_damaged_in_the_middle(path: Path) -> None:
    """Damage inside the file is said when it is met."""
    with Record.open(path) as record:
        session = new_session(record)
        record.append(session, [asked(number) for number in range(2000)])
    data = bytearray(path.read_bytes())
    most = len(data) * 3 // 4  # the first pages describe the tables; behind them is what these hold
    data[most:] = b"\xa5" * (len(data) - most)
    path.write_bytes(data)
    with Record.open(path) as record, pytest.raises(RecordProblem, match="damaged"):
        record.events(session)


def test_an_entry_that_is_not_json(path: Path) -> None:
    """An event that another program has spoiled is said to be damaged."""
    with Record.open(path) as record:
        session = new_session(record)
        record.append(session, [asked(0)])
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("UPDATE events SET data = '{'")
        with pytest.raises(RecordProblem, match="damaged, an entry is not JSON"):
            record.events(session)


def test_a_database_of_another_program_is_left_alone(path: Path) -> None:
    """Mockml does not add its tables to a database that is not its own."""
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    before = path.read_bytes()
    with pytest.raises(RecordProblem, match="not mockml's"):
        Record.open(path)
    assert path.read_bytes() == before


def test_a_folder_in_the_records_place(path: Path) -> None:
    """A folder where the record should be is said to be unusable."""
    path.mkdir()
    with pytest.raises(RecordProblem, match="cannot be opened") as caught:
        Record.open(path)
    assert "MOCKML_HOME" in caught.value.hint


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """A record below a folder that does not exist is an error of one line."""
    with pytest.raises(RecordProblem, match="No such file or directory"):
        Record.open(tmp_path / "nowhere" / "record.sqlite3")


def test_a_read_only_folder_for_a_new_record(read_only_folder: Path) -> None:
    """Where nothing may be written the user is told, and told of MOCKML_HOME."""
    out, errors = another_process(AS_NOBODY, read_only_folder / "record.sqlite3").communicate(timeout=60)
    message, hint = out.splitlines()
    assert message == f"{read_only_folder / 'record.sqlite3'}: Permission denied"
    assert "MOCKML_HOME" in hint
    assert errors == ""


def test_a_read_only_folder_with_a_record_in_it(read_only_folder: Path) -> None:
    """A record that can be seen but not written is an error of one line with a hint."""
    read_only_folder.chmod(0o755)
    path = read_only_folder / "record.sqlite3"
    with Record.open(path) as record:
        new_session(record)
    path.chmod(0o444)
    read_only_folder.chmod(0o555)
    out, errors = another_process(AS_NOBODY, path).communicate(timeout=60)
    message, hint = out.splitlines()
    assert message in (f"{path}: cannot be opened", f"{path}: cannot be written")
    assert "MOCKML_HOME" in hint
    assert errors == ""


def test_a_closed_record_says_so(path: Path) -> None:
    """Using a record after it is closed is a RecordProblem like any other."""
    with Record.open(path) as record:
        session = new_session(record)
    with pytest.raises(RecordProblem, match="closed"):
        record.append(session, [asked(0)])


def test_a_seed_that_is_too_large(path: Path) -> None:
    """A seed that the record has no room for is refused in words."""
    with Record.open(path) as record, pytest.raises(RecordProblem, match="too large"):
        record.create_session(problem="p", seed=2**63, rubric="r", file="f", plan=[], at=0.0)


def test_the_files_are_the_users_own(path: Path) -> None:
    """Nobody else may read the record or what SQLite keeps beside it, whatever the mode was before."""
    old = os.umask(0)
    try:
        with Record.open(path) as record:
            new_session(record)
            modes = {found.name: stat.S_IMODE(found.stat().st_mode) for found in path.parent.glob("record*")}
    finally:
        os.umask(old)
    assert set(modes) == {"record.sqlite3", "record.sqlite3-wal", "record.sqlite3-shm"}
    assert set(modes.values()) == {0o600}
    path.chmod(0o644)
    Record.open(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
