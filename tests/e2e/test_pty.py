"""The full screen on a bare terminal: what it writes there beside text, and a terminal that hangs up."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from mockml.record.database import Record

PATIENCE = 30.0


class Bare:
    """The real command on a pseudo-terminal; everything it writes is kept."""

    def __init__(self, *words: str, columns: int = 100, rows: int = 30, **env: str) -> None:
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mockml", *words],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **env},
            preexec_fn=_own_terminal,
            close_fds=True,
        )
        os.close(slave)
        self.seen = b""

    def read_until(self, *words: str) -> bytes:
        """Everything written so far, once all of `words` are in it."""
        deadline = time.monotonic() + PATIENCE
        while not all(word.encode() in self.seen for word in words):
            assert time.monotonic() < deadline, self.seen[-2000:]
            if select.select([self.master], [], [], 0.1)[0]:
                self.seen += os.read(self.master, 1 << 16)
        return self.seen

    def rest(self) -> bytes:
        """Everything until the command has ended."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                data = os.read(self.master, 1 << 16)
            except OSError:
                break
            if not data:
                break
            self.seen += data
        return self.seen

    @property
    def bells(self) -> int:
        """How often the bell rang; the byte also ends other sequences."""
        return re.sub(rb"\x1b\][^\x07\x1b]*(\x07|\x1b\\)", b"", self.seen).count(b"\a")

    def type(self, text: str) -> None:
        """Types keys."""
        os.write(self.master, text.encode())


def _own_terminal() -> None:
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def events(kind: str = "") -> list[str]:
    """The kinds of session 1's events, or the texts of one kind."""
    with Record.open() as record:
        found = record.events(1)
    return [str(e.data["text"]) for e in found if e.kind == kind] if kind else [e.kind for e in found]


def wait_for_event(kind: str, text: str) -> None:
    """Waits until the record has it."""
    deadline = time.monotonic() + PATIENCE
    while text not in events(kind):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_terminal_that_hangs_up_loses_nothing() -> None:
    """The window is closed in the middle: the process ends by itself, and resume has every word."""
    bare = Bare("start", "kmeans")
    bare.read_until("CLARIFY")
    bare.type("Which distance?\r")
    wait_for_event("asked", "Which distance?")
    os.close(bare.master)
    assert bare.process.wait(PATIENCE) in (130, -1)
    assert events()[-1] == "paused"
    assert events("asked") == ["Which distance?"]


def test_the_terminal_is_told_the_phase() -> None:
    """The title names the phase and is given back at the end; a phase change rings the bell, the start does not."""
    bare = Bare("start", "kmeans")
    bare.read_until("CLARIFY", "\x1b]2;clarify - kmeans - mockml\x1b\\")
    assert b"\x1b[22;2t" in bare.seen
    rung = bare.bells
    bare.type("/next\r")
    bare.read_until("\x1b]2;outline - kmeans - mockml\x1b\\")
    bare.type("/quit\r")
    assert b"\x1b[23;2t" in bare.rest()
    assert (rung, bare.bells) == (0, 1)
    assert bare.process.wait(PATIENCE) == 0
    assert b"mockml resume 1" in bare.seen


def test_the_file_is_a_link() -> None:
    """The solution file's name in the status line is a link that a terminal can open."""
    bare = Bare("start", "kmeans")
    bare.read_until(f"file://{Path('kmeans.py').resolve()}")
    bare.process.terminate()
    bare.rest()
    assert bare.process.wait(PATIENCE) == 130


def test_settings_are_followed() -> None:
    """`bell = false` rings nothing, and the theme of the settings is the screen's."""
    home = Path(os.environ["MOCKML_HOME"])
    home.mkdir()
    (home / "config.toml").write_text('bell = false\ntheme = "terminal"\n')
    bare = Bare("start", "kmeans")
    bare.read_until("CLARIFY")
    bare.type("/next\r")
    bare.read_until("\x1b]2;outline - kmeans - mockml\x1b\\")
    assert not bare.bells
    assert b"38;2;" not in bare.seen
    bare.process.terminate()
    bare.rest()


def test_no_color_is_honoured() -> None:
    """With NO_COLOR the full screen uses no colour, only grey levels."""
    bare = Bare("start", "kmeans", NO_COLOR="1")
    bare.read_until("CLARIFY")
    bare.process.terminate()
    seen = bare.rest()
    colours = [part.split(b"m")[0] for part in seen.split(b"8;2;")[1:]]
    levels = [tuple(colour.split(b";")[:3]) for colour in colours]
    assert all(len(set(level)) == 1 for level in levels)


@pytest.mark.parametrize("columns", [40, 59])
def test_a_narrow_terminal_is_told_what_to_do(columns: int) -> None:
    """Below 60 columns the room says that it is too small and names the plain screen; Ctrl-C twice still leaves."""
    bare = Bare("start", "kmeans", columns=columns)
    bare.read_until("too small", "--plain")
    bare.type("\x03")
    wait = time.monotonic() + PATIENCE
    while bare.process.poll() is None and time.monotonic() < wait:
        bare.type("\x03")
        time.sleep(0.2)
    assert bare.process.wait(PATIENCE) == 130


def test_an_editor_takes_the_terminal_and_gives_it_back() -> None:
    """/edit runs $EDITOR in the room's place; what it saved is noticed, and the room is there again."""
    editor = Path("editor.sh")
    editor.write_text('#!/bin/sh\necho "in the editor"\necho "x = 1" >> "$1"\n')
    editor.chmod(0o755)
    bare = Bare("start", "kmeans", EDITOR=str(editor.resolve()), VISUAL="", TMUX="")
    bare.read_until("CLARIFY")
    bare.type("/next\r/next\r/edit\r")
    bare.read_until("in the editor", "Back from the editor")
    wait_for_event("saved", Path("kmeans.py").read_text())
    bare.type("/quit\r")
    bare.rest()
    assert bare.process.wait(PATIENCE) == 0


def test_a_terminal_without_unicode_gets_plain_lines() -> None:
    """Where the locale has no letters to draw with, the session runs in plain lines; what cannot be shown is a ?."""
    bare = Bare("start", "kmeans", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    bare.read_until("/help lists")
    bare.type("Which distance for a na\u00efve version?\n")
    bare.read_until("interviewer: ")
    bare.type("/quit\n")
    seen = bare.rest()
    assert b"\x1b[?1049h" not in seen
    assert bare.process.wait(PATIENCE) == 0
