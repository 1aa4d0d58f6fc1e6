"""The plain screen: append-only lines, for screen readers, SSH, pipes, scripts and tests. An equal, not a fallback."""

from __future__ import annotations

import os
import sys
import textwrap
from collections.abc import Callable, Sequence
from typing import Any, TextIO

from mockml.host.host import NO_EDITOR, Host, unseen
from mockml.interview.plan import clock_text
from mockml.interview.script import Line
from mockml.record.settings import Settings
from mockml.report.clean import clean
from mockml.screen import signals
from mockml.screen.editor import open_file, run_here
from mockml.screen.reading import LineReader

NAMES = {"interviewer": "interviewer", "you": "you", "room": "--"}
HANG_UP = 130


class PlainScreen:
    """One session on standard input and output. `run` returns the exit code: 0, or 130 when interrupted."""

    def __init__(self, host: Host, source: TextIO, target: TextIO, *, settings: Settings, width: int) -> None:
        self.host, self._target, self._width = host, target, max(width, 40)
        self._reader, self._settings = LineReader(source.fileno()), settings
        typed, seen = is_terminal(source), is_terminal(target)
        self._echo = not typed  # a script's lines are not on the screen yet; what is typed at a terminal is
        self._can_hand_over, self._can_ring = typed and seen, seen and os.environ.get("TERM", "") not in ("", "dumb")
        self._begun = False  # what is shown before is history, which rings no bell
        host.show = self.show
        host.open_editor = self._open_editor

    def show(self, line: Line) -> None:
        """Prints one line of the transcript."""
        if line.who == "you" and not self._echo:
            return
        self._write(format_line(line, self._width))
        if line.urgent and self._begun:
            phase = self.host.interview.state.phase or "mockml"
            bell = signals.BELL if self._settings.bell else ""
            self._signal(signals.title(f"{phase} - {self.host.interview.problem.id} - mockml") + bell)

    def run(self, begin: Callable[[], None]) -> int:
        """Runs the session from `begin` to its end, or until the candidate leaves."""
        with self._reader.listening():
            try:
                self._signal(signals.PUSH_TITLE)
                begin()
                self._begun = True
                code = self._loop()
                self._signal(signals.POP_TITLE)
                return code
            except OSError:  # nobody reads any more
                self._reader.gone = True
                self.host.show = unseen
                self.host.leave()
                return HANG_UP

    def _loop(self) -> int:
        reader = self._reader
        while self.host.left is None:
            if reader.interrupted():
                self.host.say("All is saved. Ctrl-C again leaves; mockml resume goes on later.")
            if reader.stopped or reader.gone:
                self.host.leave()
                return HANG_UP
            line = reader.read()
            if line is not None:
                self.host.line(line)
                if self._echo:
                    self.host.wait()
            self.host.tick()
            if line is None and reader.ended and not reader.gone and self.host.left is None:
                self.host.wait()
                self.host.leave()
        return 0

    def _open_editor(self) -> None:
        if self._can_hand_over or self._settings.edit_cmd or os.environ.get("TMUX"):
            self.host.say(open_file(self.host.seat.path, self._settings.edit_cmd, self._hand_over))
        else:
            self.host.say(NO_EDITOR)

    def _hand_over(self, words: Sequence[str]) -> None:
        run_here(words, self.host.tick)

    def _signal(self, sequence: str) -> None:
        if self._can_ring and not self._reader.gone:
            signals.put(self._target, sequence)

    def _write(self, text: str) -> None:
        if self._reader.gone:
            return
        signals.put(self._target, f"{text}\n")


def format_line(line: Line, width: int) -> str:
    """A line of the transcript as plain text: `[12:34] who: words`, wrapped, code left as it is."""
    head = f"[{clock_text(line.clock)}] {NAMES[line.who]}: "
    rows = clean(line.text).splitlines() or [""]
    wrapped: list[str] = []
    for row in rows:
        room = width - (len(head) if not wrapped else 2)
        indent = " " * (len(row) - len(row.lstrip()))
        parts = textwrap.wrap(
            row, max(room, 20), subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
        )
        wrapped += parts or [""]
        if len(wrapped) == len(parts) and len(parts) > 1:
            # The first row was narrowed by the head; what follows it has the full width again.
            rest = textwrap.fill(" ".join(part.strip() for part in parts[1:]), width - 2, break_long_words=False)
            wrapped = [parts[0], *rest.splitlines()]
    return "\n".join([head + wrapped[0], *(f"  {row}" if row else "" for row in wrapped[1:])])


def is_terminal(stream: Any) -> bool:
    """Whether a stream is a terminal one can draw on."""
    try:
        return bool(stream is not None and stream.isatty())
    except ValueError:  # closed
        return False


def can_draw() -> bool:
    """Whether the full screen can be used: both ends are terminals that can be drawn on, with letters and lines."""
    if not (is_terminal(sys.stdin) and is_terminal(sys.stdout)) or os.environ.get("TERM", "") in ("", "dumb"):
        return False
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
