"""The plain screen: a script of lines is a candidate, and what is typed is never lost."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mockml.bank.library import content_root
from mockml.bank.spec import Problem
from mockml.interview.script import Line
from mockml.record.database import Record
from mockml.screen.plain import format_line
from tests.conftest import Command

REFERENCE = content_root() / "problems" / "kmeans" / "reference.py"
SCRIPT = """Which distance do you want?
What about empty clusters?
Will it run on Windows?
/next
Random rows as centroids, assign by argmin, update by means, O(n k d) per iteration
/next
Splitting the assignment into a function of its own.
/try kmeans(np.array([[0.,0.],[9.,9.]]), 2)
/run
/submit
It only finds a local optimum, so restart a few times.
/next
y
1 2
4
4
3
2
"""


def start(*words: str) -> list[str]:
    """The command of a session."""
    return [sys.executable, "-m", "mockml", *words]


def test_a_script_completes_an_interview(mockml: Command, kmeans: Problem) -> None:
    """Lines on standard input take a session from the first question to the debrief; exit 0."""
    n = len(kmeans.cases)
    Path("kmeans.py").write_text(REFERENCE.read_text())
    done = mockml("start", "kmeans", "--seed", "3", "--plain", stdin=SCRIPT)
    assert done.returncode == 0, done.stderr
    for words in (
        "Plain Euclidean distance",
        "your call",
        "examples: 3 of 3 passed",
        "Decision: ",
        f"{n} of {n} passed",
    ):
        assert words in done.stdout
    assert "\x1b" not in done.stdout


def test_the_end_of_input_saves_and_leaves(mockml: Command) -> None:
    """A script that ends in the middle leaves a session to go on with; exit 0."""
    done = mockml("start", "kmeans", stdin="Which distance?\n/next")
    assert done.returncode == 0
    assert "Next: mockml resume 1" in done.stdout
    done = mockml("resume", stdin="/next\n/quit\n")
    assert done.returncode == 0
    assert "Plain Euclidean distance" in done.stdout
    assert "CODE" in done.stdout


@pytest.mark.parametrize("redirect", ["<&-", "</dev/null"])
def test_no_standard_input_is_an_end_of_input(redirect: str) -> None:
    """With stdin closed or empty a session begins, is saved, and is left at once."""
    command = f"{sys.executable} -m mockml start kmeans {redirect}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert "mockml resume 1" in done.stdout


def test_a_closed_pipe_is_no_traceback() -> None:
    """A reader that goes away ends the session quietly, saved."""
    command = f"yes | {sys.executable} -m mockml start kmeans --plain | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=60, check=False)
    assert "Traceback" not in done.stderr


def read_until(master: int, words: str) -> str:
    """What a terminal shows until certain words are there."""
    shown = ""
    deadline = time.monotonic() + 30
    while words not in shown:
        assert time.monotonic() < deadline, shown
        shown += os.read(master, 4096).decode("utf-8", "replace")
    return shown


def on_terminal(*words: str) -> tuple[int, subprocess.Popen[bytes]]:
    """A command on a terminal of its own: the terminal's other end, and the process."""
    master, slave = pty.openpty()
    env = {**os.environ, "TERM": "dumb"}
    process = subprocess.Popen(
        start(*words), stdin=slave, stdout=slave, stderr=slave, env=env, start_new_session=True, close_fds=True
    )
    os.close(slave)
    return master, process


def test_a_dumb_terminal_gets_the_plain_screen() -> None:
    """Where a terminal cannot be drawn on, the session runs in plain lines; Ctrl-C asks once and leaves with 130."""
    master, process = on_terminal("start", "kmeans")
    read_until(master, "/help lists")
    os.write(master, b"Which distance?\n")
    read_until(master, "Plain Euclidean")
    process.send_signal(signal.SIGINT)
    read_until(master, "Ctrl-C again leaves")
    process.send_signal(signal.SIGINT)
    read_until(master, "mockml resume 1")
    assert process.wait(10) == 130
    os.close(master)


@pytest.mark.parametrize("how", ["hang up", "SIGTERM"])
def test_a_terminal_that_goes_away_saves_the_session(how: str) -> None:
    """When the terminal hangs up or the process is told to end, all is saved and it ends by itself."""
    master, process = on_terminal("start", "kmeans")
    read_until(master, "/help lists")
    os.write(master, b"Which distance?\n")
    read_until(master, "Plain Euclidean")
    if how == "SIGTERM":
        process.terminate()
        read_until(master, "mockml resume 1")
    os.close(master)
    process.wait(15)
    with Record.open() as record:
        assert [event.kind for event in record.events(1)][-1] == "paused"


def test_killed_and_resumed(mockml: Command) -> None:
    """After kill -9, resume has every event, and the time since the last sign of life is one pause."""
    master, process = on_terminal("start", "kmeans")
    read_until(master, "/help lists")
    os.write(master, b"Which distance?\n")
    read_until(master, "Plain Euclidean")
    process.kill()
    process.wait()
    os.close(master)
    with Record.open() as record:
        before, row = record.events(1), record.session(1)
        done = mockml("resume", "1", stdin="")
        after = record.events(1)
    assert after[: len(before)] == before
    paused, resumed = after[len(before)], after[len(before) + 1]
    assert (paused.kind, resumed.kind) == ("paused", "resumed")
    assert paused.at == pytest.approx(row.last_seen, abs=0.01)
    assert resumed.clock == pytest.approx(paused.clock, abs=0.01)
    assert resumed.at - paused.at == pytest.approx(resumed.data["gap"], abs=0.01)
    assert "The session broke off here." in done.stdout


@pytest.mark.parametrize("width", [40, 60, 100])
def test_lines_are_wrapped_and_code_is_not_broken(width: int) -> None:
    """A line fits the width, names who spoke and when, and keeps the indent of code."""
    text = "one two three four five six seven eight nine ten\n    def f(x):\n        return x\n\nend\x1b[31m"
    shown = format_line(Line("interviewer", text, 125.0), width)
    assert shown.startswith("[2:05] interviewer: one")
    assert all(len(row) <= width for row in shown.splitlines())
    assert "\n          return x\n\n  end" in shown


def test_a_locale_without_unicode_loses_no_session(mockml: Command) -> None:
    """Words that the output cannot show become question marks there, and are whole in the record."""
    env = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = mockml("start", "kmeans", "--plain", stdin="/next\n/note na\u00efve first\n", env=env)
    assert done.returncode == 0, done.stderr
    assert "na??ve first" in done.stdout or "na?ve first" in done.stdout
    with Record.open() as record:
        assert "na\u00efve first" in [e.data.get("text") for e in record.events(1)]
