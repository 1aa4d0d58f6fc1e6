"""Lines from a terminal or a pipe, with time passing in between, and the signals that end a reading."""

from __future__ import annotations

import os
import select
import signal
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import pairwise
from types import FrameType
from typing import Any

TICK_SECONDS = 0.25
CONFIRM_SECONDS = 5.0
MAX_LINE = 1 << 16  # nobody types that much; a device or a binary file may


class LineReader:
    """Reads a descriptor line by line. `ended`: no more input; `stopped`: told to end; `gone`: nobody is there.

    `wake` may be called from any thread: whoever waits for a line waits no longer.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor, self._terminal = descriptor, os.isatty(descriptor)
        self._pending = b""
        self._woken, self._waker = os.pipe()
        os.set_blocking(self._waker, False)
        self._interrupts: list[float] = []
        self._seen = 0  # how many of them were asked about
        self.ended = self.stopped = self.gone = False

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Takes the signals to itself, and lets Ctrl-C keep the line that is half typed."""
        handlers = {signal.SIGINT: self._interrupted, signal.SIGTERM: self._told, signal.SIGHUP: self._told}
        previous = {number: signal.signal(number, handler) for number, handler in handlers.items()}
        modes = self._set_modes(termios.NOFLSH, on=True)
        try:
            yield
        finally:
            if modes is not None:
                with suppress(termios.error, OSError):
                    termios.tcsetattr(self._descriptor, termios.TCSANOW, modes)
            for number, handler in previous.items():
                signal.signal(number, handler)

    def wake(self) -> None:
        """Ends the waiting for a line."""
        with suppress(BlockingIOError):  # full of signs to wake up already
            os.write(self._waker, b".")

    def read(self, seconds: float = TICK_SECONDS) -> str | None:
        """The next line; None where none came within the time, or at the end of input."""
        if b"\n" not in self._pending and not self.ended:
            try:
                ready, _, _ = select.select([self._descriptor, self._woken], [], [], seconds)
            except InterruptedError:
                return None
            if self._woken in ready:
                os.read(self._woken, MAX_LINE)
            if self._descriptor in ready:
                self._fill()
        if b"\n" not in self._pending and not (self.ended and self._pending):
            return None
        raw, _, self._pending = self._pending.partition(b"\n")
        return raw.decode("utf-8", "replace")

    def interrupted(self) -> bool:
        """Whether Ctrl-C was pressed since this was last asked. Twice in a short time means `stopped`."""
        if len(self._interrupts) == self._seen:
            return False
        self._seen = len(self._interrupts)
        close = [later - earlier < CONFIRM_SECONDS for earlier, later in pairwise(self._interrupts)]
        self.stopped = self.stopped or any(close)
        return not self.stopped

    def half_typed(self) -> str:
        """The line that was begun and not ended, taken out of the terminal, where it would go to the shell."""
        if self.gone or self._set_modes(termios.ICANON, on=False) is None:
            return ""
        with suppress(OSError):
            if select.select([self._descriptor], [], [], 0)[0]:
                self._pending += os.read(self._descriptor, MAX_LINE)
        raw, self._pending = self._pending, b""
        return raw.decode("utf-8", "replace")

    def _fill(self) -> None:
        try:
            data = os.read(self._descriptor, MAX_LINE)
        except OSError:  # the terminal is gone
            self.gone = True
            return
        self.ended = not data
        self.gone = not data and self._terminal and not os.isatty(self._descriptor)  # a terminal that hung up
        self._pending += data
        if b"\n" not in self._pending:
            self._pending = self._pending[:MAX_LINE]

    def _set_modes(self, flag: int, *, on: bool) -> list[Any] | None:
        """Switches a local mode of the terminal; the modes before, None where there is no terminal."""
        try:
            modes = termios.tcgetattr(self._descriptor)
            changed = list(modes)
            changed[3] = modes[3] | flag if on else modes[3] & ~flag
            termios.tcsetattr(self._descriptor, termios.TCSANOW, changed)
        except (termios.error, OSError):
            return None
        return modes

    def _interrupted(self, _number: int, _frame: FrameType | None) -> None:
        self._interrupts.append(time.monotonic())

    def _told(self, number: int, _frame: FrameType | None) -> None:
        self.stopped = True
        self.gone = self.gone or number == signal.SIGHUP
