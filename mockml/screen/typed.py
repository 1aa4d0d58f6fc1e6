"""Lines from a terminal, a pipe or a file as they come, without ever waiting longer than asked."""

from __future__ import annotations

import contextlib
import os
import select
import termios

MAX_LINE = 1 << 16


class TypedLines:
    """Reads lines from a descriptor. `ended` is true at the end of input, `gone` where the terminal is.

    `wake` may be called from any thread: whoever waits for a line waits no longer.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._woken, self._waker = os.pipe()
        os.set_blocking(self._waker, False)
        self._pending = b""
        self._terminal = os.isatty(descriptor)
        self.ended = self.gone = False

    def wake(self) -> None:
        """Ends the waiting for a line."""
        with contextlib.suppress(BlockingIOError):  # full of signs to wake up already
            os.write(self._waker, b".")

    def next(self, seconds: float) -> str | None:
        """The next line; None where none came within the time, or at the end of input."""
        if b"\n" not in self._pending and not self.ended:
            try:
                ready, _, _ = select.select([self._descriptor, self._woken], [], [], seconds)
            except InterruptedError:
                return None
            if self._woken in ready:
                os.read(self._woken, 1 << 16)
            if self._descriptor in ready:
                self._fill()
        if b"\n" in self._pending:
            raw, _, self._pending = self._pending.partition(b"\n")
            return raw.decode("utf-8", "replace")
        if self.ended and self._pending:
            raw, self._pending = self._pending, b""
            return raw.decode("utf-8", "replace")
        return None

    def _fill(self) -> None:
        try:
            data = os.read(self._descriptor, 1 << 16)
        except OSError:  # the terminal is gone
            self.gone = True
            return
        if not data and self._terminal and _hung_up(self._descriptor):  # it reads as empty then, as with Ctrl-D
            self.gone = True
            return
        self.ended = not data
        self._pending += data
        if b"\n" not in self._pending:
            self._pending = self._pending[:MAX_LINE]  # nobody types that much; a device or a binary file may


def _hung_up(descriptor: int) -> bool:
    try:
        termios.tcgetattr(descriptor)
    except termios.error:
        return True
    return False
