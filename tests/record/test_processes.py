"""The record under several processes, and under one that dies."""

from __future__ import annotations

from pathlib import Path

import pytest

from mockml.record.database import Record
from tests.record.helping import another_process, asked, new_session, said, tell, texts

APPENDS = """
import sys
from pathlib import Path
from mockml.record.database import Record
from mockml.record.events import Event

name, count = sys.argv[2], int(sys.argv[3])
with Record.open(Path(sys.argv[1])) as record:
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(count):
        record.append(1, [Event("noted", 1.0, 1.0, {"text": f"{name} {number} {half}"}) for half in "ab"])
        print(number, flush=True)
"""
OPENS = """
import sys
from pathlib import Path
from mockml.record.database import Record

print("ready", flush=True)
sys.stdin.readline()
with Record.open(Path(sys.argv[1])) as record:
    print("opened", record.create_session(problem="p", seed=0, rubric="r", file="f", plan=[], at=0.0), flush=True)
"""


def test_two_processes_writing_at_once_lose_nothing(tmp_path: Path) -> None:
    """Two terminals that write to one session at the same time lose no event and split no append."""
    path, count = tmp_path / "record.sqlite3", 40
    with Record.open(path) as record:
        new_session(record)
        writers = [another_process(APPENDS, path, name, str(count)) for name in ("one", "two")]
        assert [said(writer) for writer in writers] == ["ready", "ready"]
        for writer in writers:
            tell(writer)
        for writer in writers:
            _, errors = writer.communicate(timeout=60)
            assert (writer.returncode, errors) == (0, "")
        found = texts(record, 1)
    assert len(found) == 4 * count
    for name in ("one", "two"):
        assert [text for text in found if name in text] == [f"{name} {n} {half}" for n in range(count) for half in "ab"]
    assert all(text[:-1] == following[:-1] for text, following in zip(found[::2], found[1::2], strict=True))


@pytest.mark.parametrize("_again", range(3))
def test_a_killed_process_loses_nothing_it_was_told_is_kept(tmp_path: Path, _again: int) -> None:
    """After kill -9 every event that was acknowledged is there, none is half there, and writing goes on."""
    path = tmp_path / "record.sqlite3"
    with Record.open(path) as record:
        new_session(record)
    writer = another_process(APPENDS, path, "x", "1000000")
    assert said(writer) == "ready"
    tell(writer)
    for number in range(25):
        assert said(writer) == str(number)
    writer.kill()
    writer.wait(timeout=30)
    assert writer.stdout is not None
    acknowledged = 25 + writer.stdout.read().count("\n")
    writer.communicate()
    with Record.open(path) as record:
        found = texts(record, 1)
        assert len(found) in (2 * acknowledged, 2 * acknowledged + 2)
        assert found == [f"x {number} {half}" for number in range(len(found) // 2) for half in "ab"]
        record.append(1, [asked(0)])
        assert texts(record, 1) == [*found, "question 0"]


def test_several_processes_may_make_the_record_at_once(tmp_path: Path) -> None:
    """The first commands after an installation may run at the same moment: each gets its session."""
    path = tmp_path / "record.sqlite3"
    processes = [another_process(OPENS, path) for _ in range(5)]
    assert [said(process) for process in processes] == ["ready"] * 5
    for process in processes:
        tell(process)
    answers = [process.communicate(timeout=60) for process in processes]
    assert [errors for _, errors in answers] == [""] * 5
    assert sorted(out.strip() for out, _ in answers) == [f"opened {number}" for number in range(1, 6)]


def test_opening_again_keeps_the_locks_of_the_first(tmp_path: Path) -> None:
    """A record opened twice in one process stays whole while another process opens and closes it."""
    path = tmp_path / "record.sqlite3"
    with Record.open(path) as record:
        session = new_session(record)
        record.append(session, [asked(0)])
        Record.open(path).close()
        # Were the first one's lock gone, this process would think itself the last and take the log away.
        other = another_process(OPENS, path)
        assert said(other) == "ready"
        assert other.communicate("\n", timeout=60)[1] == ""
        assert path.with_name("record.sqlite3-wal").exists()
        record.append(session, [asked(1)])
    with Record.open(path) as record:
        assert texts(record, session) == ["question 0", "question 1"]
