"""Where things are kept, and what is said where they cannot be."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from mockml.errors import RecordProblem
from mockml.record.database import Record
from mockml.record.places import data_dir, database_path, log_dir, places

LOADED = """
import sys
import mockml.record.database, mockml.record.locks, mockml.record.places, mockml.record.phases
mockml.record.places.places()
print(sorted({name.partition(".")[0] for name in sys.modules} & {"numpy", "rich", "typer", "textual", "click"}))
"""


def test_mockml_home_overrides_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With MOCKML_HOME set everything is below it, and it is made for its owner alone."""
    home = tmp_path / "deep" / "home"
    monkeypatch.setenv("MOCKML_HOME", str(home))
    assert places() == {
        "settings": home / "config.toml",
        "data": home,
        "record": home / "record.sqlite3",
        "logs": home / "logs",
    }
    assert not home.exists(), "asking where things are makes nothing"
    assert data_dir() == home
    assert (database_path(), log_dir()) == (home / "record.sqlite3", home / "logs")
    assert stat.S_IMODE(home.stat().st_mode) == 0o700


def test_the_record_goes_to_the_data_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A record opened without a path is the one that `mockml where` prints."""
    monkeypatch.setenv("MOCKML_HOME", str(tmp_path / "home"))
    with Record.open() as record:
        assert record.path == places()["record"]
        assert record.path.is_file()


@pytest.mark.parametrize("home", [None, ""])
def test_without_mockml_home_the_systems_place_is_used(
    home: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where MOCKML_HOME is not set, or set to nothing, the data is in the user's own data directory."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.delenv("MOCKML_HOME", raising=False)
    if home is not None:
        monkeypatch.setenv("MOCKML_HOME", home)
    assert data_dir().name == "mockml"
    assert data_dir().is_relative_to(tmp_path)


def test_a_home_may_be_written_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A tilde and a relative path in MOCKML_HOME are understood as a shell would."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("MOCKML_HOME", "~/practice")
    assert places()["data"] == tmp_path / "practice"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MOCKML_HOME", "here")
    assert places()["data"] == tmp_path / "here"


@pytest.mark.parametrize("home", ["file", "file/below", "~no-such-user-here/x"])
def test_a_home_that_cannot_be(home: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A MOCKML_HOME that is a file, below a file or a stranger's is refused with a hint that names the variable."""
    (tmp_path / "file").write_text("in the way")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MOCKML_HOME", home)
    with pytest.raises(RecordProblem) as caught:
        data_dir()
    assert "MOCKML_HOME" in caught.value.hint
    assert "\n" not in caught.value.message


def test_a_home_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A MOCKML_HOME without the right to write is refused before anything is tried."""
    monkeypatch.setenv("MOCKML_HOME", str(tmp_path))
    monkeypatch.setattr("os.access", lambda _path, _mode: False)  # as root all can be written
    with pytest.raises(RecordProblem, match="cannot be written") as caught:
        data_dir()
    assert "MOCKML_HOME" in caught.value.hint


def test_the_record_starts_fast() -> None:
    """Looking at the history loads none of the heavy libraries."""
    ended = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True, timeout=60)
    assert ended.stdout.strip() == "[]"
