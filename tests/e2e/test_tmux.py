"""The real command in a real terminal: a whole session, an editor beside it, a kill in the middle."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from mockml.bank.library import content_root
from mockml.bank.spec import Problem
from mockml.record.database import Record

REFERENCE = content_root() / "problems" / "kmeans" / "reference.py"
MOCKML = f"{shlex.quote(sys.executable)} -m mockml"
PATIENCE = 30.0

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")


class Terminal:
    """A tmux server of its own, with a shell in it."""

    def __init__(self, socket: Path, width: int, height: int) -> None:
        self._base = ["tmux", "-S", str(socket), "-f", "/dev/null"]
        size = ["-x", str(width), "-y", str(height)]
        self._tmux("new-session", "-d", "-s", "t", *size, "env PS1='$ ' bash --norc --noprofile")
        self.wait_for("$ ")

    def _tmux(self, *words: str) -> str:
        return subprocess.run([*self._base, *words], capture_output=True, text=True, check=True).stdout

    def type(self, line: str) -> None:
        """Types a line and Enter."""
        self._tmux("send-keys", "-t", "t", "-l", line)
        self._tmux("send-keys", "-t", "t", "Enter")

    def key(self, name: str) -> None:
        """Presses a key."""
        self._tmux("send-keys", "-t", "t", name)

    def screen(self, lines: int = 0) -> str:
        """What the terminal shows, with `lines` of what has scrolled away."""
        return self._tmux("capture-pane", "-p", "-t", "t", "-S", str(-lines))

    def resize(self, width: int, height: int) -> None:
        """Gives the terminal another size."""
        self._tmux("resize-window", "-t", "t", "-x", str(width), "-y", str(height))

    def wait_for(self, words: str, lines: int = 0) -> str:
        """The screen, once it shows some words; line ends count as spaces."""
        deadline = time.monotonic() + PATIENCE
        while words not in re.sub(r"\s+", " ", shown := self.screen(lines)) + " ":
            assert time.monotonic() < deadline, f"never saw {words!r}:\n{shown}"
            time.sleep(0.05)
        return shown

    def close(self) -> None:
        """Ends the server."""
        subprocess.run([*self._base, "kill-server"], capture_output=True, check=False)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """A terminal of 100 columns and 30 rows."""
    terminal = Terminal(tmp_path / "s", 100, 30)
    yield terminal
    terminal.close()


def session_pid() -> int:
    """The process that holds session 1."""
    return int((Path(os.environ["MOCKML_HOME"]) / "locks" / "1.lock").read_text())


def test_a_whole_interview_with_a_kill_in_the_middle(terminal: Terminal, kmeans: Problem) -> None:
    """Questions, an outline, code from an editor, kill -9, resume, handing in, follow-ups, grades, debrief."""
    terminal.type(f"{MOCKML} start kmeans --seed 7")
    terminal.wait_for("/help lists what you can type")
    for question, answer in (
        ("What if a cluster is empty?", "Re-seed it"),
        ("Which distance?", "Plain Euclidean"),
        ("Who wrote the dashboard?", "your call"),
    ):
        terminal.type(question)
        terminal.wait_for(answer)
    terminal.type("/next")
    terminal.wait_for("OUTLINE")
    terminal.type("Random rows, assign by argmin, update by means, O(n k d) an iteration")
    terminal.wait_for("an iteration")
    terminal.key("F8")
    terminal.wait_for("CODE")
    shutil.copy(REFERENCE, "kmeans.py")
    terminal.wait_for("saved: 31 lines")
    terminal.type("/try kmeans(np.array([[0.,0.],[9.,9.]]), 2)")
    terminal.wait_for("[9., 9.]")
    terminal.resize(120, 36)
    terminal.type("/run")
    terminal.wait_for("examples: 3 of 3 passed")

    os.kill(session_pid(), signal.SIGKILL)
    terminal.wait_for("Killed")
    with Record.open() as record:
        before, row = record.events(1), record.session(1)
    terminal.type("reset; clear")
    terminal.type(f"{MOCKML} resume")
    terminal.wait_for("The clock runs again")
    with Record.open() as record:
        after = record.events(1)
    assert after[: len(before)] == before
    paused, resumed = after[len(before) : len(before) + 2]
    assert paused.at == pytest.approx(row.last_seen, abs=0.01)
    assert resumed.clock == pytest.approx(paused.clock, abs=0.01)

    terminal.type("Splitting the assignment out keeps the labels in step.")
    terminal.wait_for("keeps the labels")
    terminal.type("/submit")
    terminal.wait_for("The hidden cases have run")
    terminal.type("It finds a local optimum, so restart several times.")
    terminal.wait_for("ten million rows")
    terminal.type("/pass")
    terminal.wait_for("Passed.")
    terminal.type("/next")
    terminal.wait_for("YOUR OUTLINE")
    terminal.type("1")
    terminal.wait_for("A strong answer makes these points")
    terminal.type("1 2")
    for signal_name, grade in (
        ("PROBLEM UNDERSTANDING", "3"),
        ("TECHNICAL SKILLS", "4"),
        ("RATIONALE", "3"),
        ("COMMUNICATION", "2"),
    ):
        terminal.wait_for(signal_name)
        terminal.type(grade)
    n = len(kmeans.cases)
    debrief = terminal.wait_for("take up what is due, or something new", lines=200)
    assert "DEBRIEF of session 1" in debrief
    assert debrief.count("[x]") == 3  # ticked: one step, two points
    for words in ("Decision:", f"{n} of {n} passed", "broke off and resumed", "NOT ASKED", "FOLLOW-UPS"):
        assert words in debrief


def test_the_terminal_closes_in_the_middle(terminal: Terminal) -> None:
    """When the terminal is closed, the session is saved and its process ends by itself."""
    terminal.type(f"{MOCKML} start kmeans")
    terminal.wait_for("/help lists what you can type")
    terminal.type("Which distance?")
    terminal.wait_for("Plain Euclidean")
    pid = session_pid()
    terminal.close()
    deadline = time.monotonic() + PATIENCE
    while Path(f"/proc/{pid}").exists():
        assert time.monotonic() < deadline, "the session outlives its terminal"
        time.sleep(0.05)
    with Record.open() as record:
        assert [event.kind for event in record.events(1)][-2:] == ["answered", "paused"]
