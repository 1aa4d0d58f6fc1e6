"""Records of other versions: a newer one is refused, an older one brought up to date after a copy is made."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from mockml.errors import RecordProblem
from mockml.record import schema
from mockml.record.database import Record
from mockml.record.practice import Practice
from tests.record.helping import asked, new_session, texts

VERSION = len(schema.MIGRATIONS)
MOOD = ("ALTER TABLE sessions ADD COLUMN mood TEXT", "UPDATE sessions SET mood = 'calm; rested'")
FAULTY = ("DELETE FROM events", "ALTER TABLE no_such_table ADD COLUMN x TEXT")


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A record of the version that is now the newest, with a session in it."""
    path = tmp_path / "record.sqlite3"
    with Record.open(path) as record:
        record.append(new_session(record), [asked(0), asked(1)])
    return path


def _next_version(monkeypatch: pytest.MonkeyPatch, *steps: tuple[str, ...]) -> None:
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, *steps))


def _asked_of(path: Path, query: str) -> object:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchone()[0]


def _files_beside(path: Path) -> list[str]:
    return sorted(found.name for found in path.parent.iterdir() if found.is_file())


def test_a_new_record_has_the_newest_version_and_no_copy(older: Path) -> None:
    """A record that is new or up to date is not copied."""
    Record.open(older).close()
    assert _asked_of(older, "PRAGMA user_version") == VERSION
    assert _files_beside(older) == ["record.sqlite3"]


def test_a_newer_record_is_refused_and_left_alone(older: Path) -> None:
    """A record that a later mockml wrote is not touched; the user is told to upgrade."""
    with closing(sqlite3.connect(older)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    before = older.read_bytes()
    with pytest.raises(RecordProblem, match=f"newer mockml .version {VERSION + 1}") as caught:
        Record.open(older)
    assert "upgrade mockml" in caught.value.hint
    assert older.read_bytes() == before


def test_an_older_record_is_brought_up_to_date(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an upgrade the sessions are still there, in the new form, and can be gone on with."""
    _next_version(monkeypatch, MOOD)
    with Record.open(older) as record:
        assert texts(record, 1) == ["question 0", "question 1"]
        record.append(1, [asked(2)])
        assert record.session(1).problem == "kmeans"
    assert _asked_of(older, "PRAGMA user_version") == VERSION + 1
    assert _asked_of(older, "SELECT mood FROM sessions") == "calm; rested"


def test_the_copy_is_a_whole_record_of_the_old_version(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The copy made before an upgrade is private, and an older mockml can open it."""
    with monkeypatch.context() as upgraded:
        _next_version(upgraded, MOOD)
        Record.open(older).close()
    kept = older.with_name(f"record.sqlite3.v{VERSION}.bak")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    with Record.open(kept) as record:
        assert texts(record, 1) == ["question 0", "question 1"]
    assert _files_beside(older) == ["record.sqlite3", kept.name]


def test_the_copy_holds_what_is_still_in_the_log(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Events that another open mockml has only just committed are in the copy and in the new record."""
    with Record.open(older) as still_open:
        still_open.append(1, [asked(2)])
        with monkeypatch.context() as upgraded:
            _next_version(upgraded, MOOD)
            with Record.open(older) as record:
                assert len(texts(record, 1)) == 3
    with Record.open(older.with_name(f"record.sqlite3.v{VERSION}.bak")) as record:
        assert len(texts(record, 1)) == 3


def test_a_record_several_versions_old(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Steps that were skipped are taken one after the other, with one copy of the oldest."""
    _next_version(monkeypatch, MOOD, ("UPDATE sessions SET mood = mood || '!'",))
    Record.open(older).close()
    assert _asked_of(older, "PRAGMA user_version") == VERSION + 2
    assert _asked_of(older, "SELECT mood FROM sessions") == "calm; rested!"
    assert [found.name for found in older.parent.glob("*.bak*")] == [f"record.sqlite3.v{VERSION}.bak"]


def test_an_upgrade_that_fails_changes_nothing(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a step fails the record stays at its version with all it held, however far the step had come."""
    with monkeypatch.context() as upgraded:
        _next_version(upgraded, MOOD, FAULTY)
        with pytest.raises(RecordProblem, match="no_such_table"):
            Record.open(older)
    with Record.open(older) as record:
        assert texts(record, 1) == ["question 0", "question 1"]
    assert _asked_of(older, "PRAGMA user_version") == VERSION


def test_an_upgrade_after_one_that_was_cut_off(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a copy from a process that was killed is no hindrance."""
    older.with_name(f"record.sqlite3.v{VERSION}.bak.part").write_bytes(b"half a copy")
    _next_version(monkeypatch, MOOD)
    Record.open(older).close()
    assert _asked_of(older.with_name(f"record.sqlite3.v{VERSION}.bak"), "SELECT count(*) FROM events") == 2
    assert not list(older.parent.glob("*.part"))


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """A file that the first version's own statements made."""
    path = tmp_path / "record.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(Path(__file__).with_name("version_1.sql").read_text())
    return path


def test_the_first_version_becomes_this_one(first: Path) -> None:
    """A record of the first version keeps its sessions, and those with a result count as practice, honestly rated."""
    with Record.open(first) as record:
        assert [row.problem for row in record.sessions()] == ["kmeans", "tfidf", "kmeans"]
        assert texts(record, 3) == ["question 0"]
        (attempt,) = Practice(record).attempts()
        record.append(3, [asked(1)])
        record.set_result(1, "no hire", 0.75)
    assert (attempt.uuid, attempt.kind, attempt.item, attempt.rating) == ("uuid-1", "interview", "kmeans", "again")
    assert (attempt.at, attempt.seconds, attempt.hints, attempt.score) == (2700.0, 1690.0, 1, 0.75)
    assert _asked_of(first, "PRAGMA user_version") == VERSION


def test_the_first_version_is_copied_before(first: Path) -> None:
    """Beside the record lies a copy in which the first version finds all it wrote, and nothing else."""
    Record.open(first).close()
    kept = first.with_name("record.sqlite3.v1.bak")
    assert _asked_of(kept, "PRAGMA user_version") == 1
    assert _asked_of(kept, "SELECT count(*) FROM events") == 4
    assert _asked_of(kept, "SELECT count(*) FROM sqlite_master WHERE name = 'attempts'") == 0
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_old_and_new_tables_are_the_same(first: Path, tmp_path: Path) -> None:
    """A record that came up from the first version has exactly the tables and indices of a new one."""
    other = tmp_path / "new.sqlite3"
    for path in (first, other):
        Record.open(path).close()
    query = "SELECT group_concat(name || type, ' ') FROM (SELECT * FROM sqlite_master ORDER BY name)"
    assert _asked_of(first, query) == _asked_of(other, query)
