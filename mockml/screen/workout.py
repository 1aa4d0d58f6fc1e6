"""A drill or a hunt on standard input and output: append-only lines, the same at a terminal, over SSH and in a pipe."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TextIO

from mockml.host.workout import Workout, unseen
from mockml.interview.plan import clock_text
from mockml.report.layout import fill
from mockml.screen import signals
from mockml.screen.plain import is_terminal
from mockml.screen.typed import TypedLines

POLL_SECONDS = 0.02  # for a while after a save or a line: another one is likely
REST_SECONDS = 0.04
AWAKE_SECONDS = 30.0
CONFIRM_SECONDS = 5.0
HANG_UP = 130
INDENT = "       "


class WorkoutScreen:
    """One exercise on a pair of streams. `run` returns the exit code: 0, or 130 when interrupted."""

    def __init__(self, source: TextIO, target: TextIO, *, bell: bool, width: int) -> None:
        self._target, self._width = target, max(width, 40)
        self._typed = TypedLines(source.fileno())
        self._script = not is_terminal(source)
        seen = is_terminal(target) and os.environ.get("TERM", "") not in ("", "dumb")
        self._bell = bell and seen
        self._interrupts: list[float] = []
        self._warned = self._active = 0.0
        self._stopped = self._gone = False  # told to end; nobody to write to

    def run(self, workout: Workout) -> int:
        """Runs one exercise to its end, or until the candidate leaves."""
        workout.show = self._show
        workout.jobs.answered = self._typed.wake
        try:
            with self._signals():
                workout.begin()
                return self._loop(workout)
        except OSError:  # nobody reads any more
            self._gone = True
            workout.show = unseen
            workout.leave()
            return HANG_UP

    @property
    def at_end(self) -> bool:
        """True where no more lines will come."""
        return self._typed.ended

    def _loop(self, workout: Workout) -> int:
        while not workout.left:
            self._check_interrupts(workout)
            if self._stopped or self._gone or self._typed.gone:
                workout.leave()
                return HANG_UP
            line = self._typed.next(self._patience(workout))
            if line is not None:
                self._echo(line)
                workout.line(line)
                if self._script:
                    workout.wait()
            workout.tick()
            if line is None and self._typed.ended and not workout.left:
                workout.wait()
                workout.leave()
        return 0

    def _patience(self, workout: Workout) -> float:
        """How long to wait for a line before the file is looked at again."""
        if workout.jobs.busy:  # its answer ends the waiting
            self._active = time.monotonic()
        return POLL_SECONDS if time.monotonic() - self._active < AWAKE_SECONDS else REST_SECONDS

    def _check_interrupts(self, workout: Workout) -> None:
        if not self._interrupts or self._interrupts[-1] == self._warned:
            return
        self._warned = self._interrupts[-1]
        if len(self._interrupts) > 1 and self._warned - self._interrupts[-2] < CONFIRM_SECONDS:
            self._stopped = True
            return
        kind = workout.drill.task.kind
        workout.say(f"All is saved. Ctrl-C again leaves; mockml {kind} --resume goes on later.")

    @contextmanager
    def _signals(self) -> Iterator[None]:
        numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        previous = {number: signal.getsignal(number) for number in numbers}
        signal.signal(signal.SIGINT, self._interrupted)
        signal.signal(signal.SIGTERM, self._told_to_end)
        signal.signal(signal.SIGHUP, self._told_to_end)
        try:
            yield
        finally:
            for number, handler in previous.items():
                signal.signal(number, handler)

    def _interrupted(self, _number: int, _frame: FrameType | None) -> None:
        self._interrupts.append(time.monotonic())

    def _told_to_end(self, number: int, _frame: FrameType | None) -> None:
        self._stopped = True
        self._gone = self._gone or number == signal.SIGHUP

    def _echo(self, line: str) -> None:
        if self._script:  # what is typed at a terminal is on it already
            self._write("\n".join(fill(line, self._width, "> ", "  ")))

    def _show(self, text: str, clock: float, urgent: bool) -> None:
        self._write(format_entry(text, clock, self._width) + (signals.BELL if urgent and self._bell else ""))

    def _write(self, text: str) -> None:
        if self._gone:
            return
        encoding = self._target.encoding or "utf-8"
        self._target.write(text.encode(encoding, "replace").decode(encoding) + "\n")
        self._target.flush()


def format_entry(text: str, clock: float, width: int) -> str:
    """`[2:14] text`, wrapped below itself; a line that is indented, as code is, keeps its indent."""
    head = f"[{clock_text(clock)}]"
    rows: list[str] = []
    for number, line in enumerate(text.rstrip().split("\n")):
        indent = " " * (len(line) - len(line.lstrip()))
        hang = "  " if line.lstrip().startswith("- ") else ""
        first = f"{head:<{len(INDENT)}}" if number == 0 else INDENT + indent
        rows += [row.rstrip() for row in fill(line.strip(), width, first, INDENT + indent + hang)]
    return "\n".join(rows)
