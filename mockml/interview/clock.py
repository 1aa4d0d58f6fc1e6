"""Time as an argument: the engine is told what time it is, by one of these."""

from __future__ import annotations

import math
import time
from typing import Protocol

# On Linux the monotonic clock stands still while the machine is suspended; on macOS it goes on.
STEADY = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


class Clock(Protocol):
    """Gives the time in seconds since the epoch.

    Where the room was not alive for more than `stalled` seconds, the machine stood still: that is no silence.
    """

    stalled: float

    def now(self) -> float:
        """The time now."""
        ...


class SystemClock:
    """The machine's time, taken once and then carried on by a clock that never jumps, but counts a suspension."""

    stalled = 20.0

    def __init__(self) -> None:
        self._offset = time.time() - time.clock_gettime(STEADY)

    def now(self) -> float:
        """The time now."""
        return self._offset + time.clock_gettime(STEADY)


class ScriptedClock:
    """A clock that moves only when it is told to: for the demo and for tests."""

    def __init__(self, start: float = 1_700_000_000.0, stalled: float = math.inf) -> None:
        self._now, self.stalled = start, stalled

    def now(self) -> float:
        """The time now."""
        return self._now

    def advance(self, seconds: float) -> None:
        """Lets `seconds` pass."""
        self._now += seconds
