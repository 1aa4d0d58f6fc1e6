"""One terminal at a time for a session, and no lock outlives its process."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from mockml.errors import RecordProblem, SessionBusy
from mockml.record.locks import claim
from tests.record.helping import another_process, said, tell

HOLDS = """
import sys
from pathlib import Path
from mockml.record.locks import claim

with claim(int(sys.argv[2]), Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
print("left", flush=True)
sys.stdin.readline()
"""

STARTS_EDITOR = """
import subprocess, sys
from pathlib import Path
from mockml.record.locks import claim

editor = "print('editing', flush=True); input(); print('closed', flush=True)"
with claim(1, Path(sys.argv[1])):
    subprocess.run([sys.executable, "-c", editor], close_fds=False)
"""


def test_a_session_open_elsewhere_is_busy(tmp_path: Path) -> None:
    """A session that another terminal holds is refused, naming its process, until it is left there."""
    other = another_process(HOLDS, tmp_path, "3")
    assert said(other) == "held"
    with pytest.raises(SessionBusy, match=rf"session 3 .*process {other.pid}") as caught, claim(3, tmp_path):
        pass
    assert caught.value.hint
    with pytest.raises(SessionBusy, match=f"process {other.pid}"), claim(3, tmp_path):
        pass
    with claim(4, tmp_path):
        pass
    tell(other)
    assert said(other) == "left"
    with claim(3, tmp_path):
        pass
    other.communicate("\n", timeout=30)


def test_a_killed_terminal_holds_nothing(tmp_path: Path) -> None:
    """After kill -9 the session can be gone on with at once."""
    other = another_process(HOLDS, tmp_path, "1")
    assert said(other) == "held"
    other.kill()
    other.communicate(timeout=30)
    with claim(1, tmp_path):
        assert (tmp_path / "locks" / "1.lock").read_text() == str(os.getpid())


def test_the_same_process_cannot_hold_a_session_twice(tmp_path: Path) -> None:
    """A session is held once, also within one process, and is free again after an error inside."""
    with claim(1, tmp_path), pytest.raises(SessionBusy), claim(1, tmp_path):
        pass
    with pytest.raises(ZeroDivisionError), claim(1, tmp_path):
        raise ZeroDivisionError
    with claim(1, tmp_path):
        pass


def test_a_program_started_from_the_session_does_not_hold_it(tmp_path: Path) -> None:
    """An editor that was started in a session and lives on does not keep the session busy."""
    with claim(1, tmp_path):
        editor = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, close_fds=False)
    with claim(1, tmp_path):
        assert editor.poll() is None
    editor.communicate(b"\n", timeout=30)


def test_a_program_that_is_only_being_started_does_not_hold_it(tmp_path: Path) -> None:
    """A child that still shares all of the session's files when the session is left does not keep it busy."""
    waits, ends = os.pipe()
    with claim(1, tmp_path):
        child = os.fork()
        if child == 0:
            os.close(ends)
            os.read(waits, 1)
            os._exit(0)
    try:
        with claim(1, tmp_path):
            assert os.waitpid(child, os.WNOHANG) == (0, 0)  # it is there, and has the files
    finally:
        os.close(ends)
        os.close(waits)
        os.waitpid(child, 0)


def test_an_editor_that_outlives_a_killed_session_does_not_hold_it(tmp_path: Path) -> None:
    """After kill -9 the session is free even where an editor that it started is still open."""
    other = another_process(STARTS_EDITOR, tmp_path)
    assert said(other) == "editing"
    other.kill()
    other.wait(timeout=30)
    with claim(1, tmp_path):
        pass
    # The editor has the pipes too: it ends when it is told to, and only then is there nothing left to read.
    tell(other)
    assert said(other) == "closed"
    other.communicate(timeout=30)


def test_a_lock_is_private_and_unsigned_when_free(tmp_path: Path) -> None:
    """The lock's file is its owner's alone, and names no process once nobody holds it."""
    with claim(1, tmp_path):
        pass
    path = tmp_path / "locks" / "1.lock"
    assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert path.read_text() == ""


def test_a_file_in_the_place_of_the_locks(tmp_path: Path) -> None:
    """Where no lock can be made the user is told so, and told of MOCKML_HOME."""
    (tmp_path / "locks").write_text("in the way")
    with pytest.raises(RecordProblem) as caught, claim(1, tmp_path):
        pass
    assert not isinstance(caught.value, SessionBusy)
    assert "MOCKML_HOME" in caught.value.hint
