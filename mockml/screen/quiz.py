"""A quiz on the screen: append-only lines at a terminal, and the same from a script through a pipe."""

from __future__ import annotations

import os
from typing import TextIO

from mockml.host.quizroom import QuizRoom
from mockml.practice.asked import Said
from mockml.report.clean import clean
from mockml.report.layout import fill
from mockml.screen import signals
from mockml.screen.reading import LineReader

HANG_UP = 130
PROMPT = "> "


class QuizScreen:
    """One quiz on two streams. `run` returns the exit code: 0, or 130 when interrupted."""

    def __init__(self, room: QuizRoom, source: TextIO, target: TextIO, *, width: int, bell: bool) -> None:
        self._room, self._target, self._width = room, target, max(width, 40)
        self._typed = source.isatty()
        self._can_ring = bell and target.isatty() and os.environ.get("TERM", "") not in ("", "dumb")
        self._reader = LineReader(source.fileno())
        self._prompted = False
        room.show = self.show

    def show(self, said: Said) -> None:
        """Prints a paragraph."""
        if self._prompted:
            self._write("\n")  # below the prompt, and what is typed there
            self._prompted = False
        lines = fill(said.text, self._width, said.head, " " * min(len(said.head), self._width // 3))
        bell = signals.BELL if said.urgent and self._can_ring else ""
        self._write(bell + "\n".join(line.rstrip() for line in lines) + "\n")

    def run(self) -> int:
        """Runs the quiz until it is over or left."""
        with self._reader.listening():
            try:
                self._room.begin()
                code = self._loop()
            except OSError:  # nobody reads any more
                self._reader.gone = True
                code = HANG_UP
            self._room.show = _unseen if self._reader.gone else self.show
            self._room.leave()
        return code

    def _loop(self) -> int:
        reader, room = self._reader, self._room
        while not (room.over or room.left):
            if reader.interrupted():
                self.show(Said("All is saved. Ctrl-C again leaves; mockml quiz goes on later."))
            if reader.stopped or reader.gone:
                if begun := reader.half_typed():
                    room.line(begun)
                return HANG_UP
            self._prompt()
            line = reader.read()
            if line is not None:
                self._take(line)
            elif reader.ended and not (reader.gone or reader.stopped):
                break
            room.tick()
        return 0

    def _take(self, line: str) -> None:
        self._prompted = False  # what was typed ends in a line break
        if not self._typed:
            self._write(f"{PROMPT}{clean(line)}".rstrip() + "\n")  # a script's lines are not on the screen yet
        self._room.line(line)

    def _prompt(self) -> None:
        if self._typed and not self._prompted:
            self._write(PROMPT)
            self._prompted = True

    def _write(self, text: str) -> None:
        if self._reader.gone:
            return
        signals.put(self._target, text)


def _unseen(_said: Said) -> None:
    """Shows nothing: nobody looks."""
