"""Time as an argument: the engine is told what time it is, by one of these."""

from __future__ import annotations

import time
from typing import Protocol


class Clock(Protocol):
    """Gives the time in seconds since the epoch."""

    def now(self) -> float:
        """The time now."""
        ...


class SystemClock:
    """The machine's time, taken once and then carried on by the monotonic clock, so that it never jumps."""

    def __init__(self) -> None:
        self._offset = time.time() - time.monotonic()

    def now(self) -> float:
        """The time now."""
        return self._offset + time.monotonic()


class ScriptedClock:
    """A clock that moves only when it is told to: for the demo and for tests."""

    def __init__(self, start: float = 1_700_000_000.0) -> None:
        self._now = start

    def now(self) -> float:
        """The time now."""
        return self._now

    def advance(self, seconds: float) -> None:
        """Lets `seconds` pass."""
        self._now += seconds
