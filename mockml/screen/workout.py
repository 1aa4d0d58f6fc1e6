"""A drill or a hunt on standard input and output: append-only lines, the same at a terminal, over SSH and in a pipe."""

from __future__ import annotations

import os
import time
from typing import TextIO

from mockml.host.workout import Workout, unseen
from mockml.interview.plan import clock_text
from mockml.report.layout import fill
from mockml.screen import signals
from mockml.screen.plain import is_terminal
from mockml.screen.reading import LineReader

POLL_SECONDS = 0.025  # for a while after a save or a line: another one is likely
REST_SECONDS = 0.04
AWAKE_SECONDS = 30.0
HANG_UP = 130
INDENT = "       "


class WorkoutScreen:
    """One exercise on a pair of streams. `run` returns the exit code: 0, or 130 when interrupted."""

    def __init__(self, source: TextIO, target: TextIO, *, bell: bool, width: int) -> None:
        self._target, self._width = target, max(width, 40)
        self._reader = LineReader(source.fileno())
        self._script = not is_terminal(source)
        seen = is_terminal(target) and os.environ.get("TERM", "") not in ("", "dumb")
        self._bell = bell and seen
        # A screen reader would read out a title that changes every second.
        self._counts_down, self._left = seen and not os.environ.get("MOCKML_PLAIN"), ""
        self._active = 0.0

    def run(self, workout: Workout) -> int:
        """Runs one exercise to its end, or until the candidate leaves."""
        workout.show = self._show
        workout.jobs.answered = self._reader.wake
        with self._reader.listening():
            try:
                self._signal(signals.PUSH_TITLE)
                workout.begin()
                code = self._loop(workout)
                self._signal(signals.POP_TITLE)
                return code
            except OSError:  # nobody reads any more
                self._reader.gone = True
                workout.show = unseen
                workout.leave()
                return HANG_UP

    @property
    def at_end(self) -> bool:
        """True where no more lines will come."""
        return self._reader.ended

    def _loop(self, workout: Workout) -> int:
        reader, kind = self._reader, workout.drill.task.kind
        while not workout.left:
            if reader.interrupted():
                workout.say(f"All is saved. Ctrl-C again leaves; mockml {kind} --resume goes on later.")
            if reader.stopped or reader.gone:
                workout.leave()
                return HANG_UP
            line = reader.read(self._patience(workout))
            if line is not None:
                self._echo(line)
                workout.line(line)
                if self._script:
                    workout.wait()
            workout.tick()
            self._count_down(workout)
            if line is None and reader.ended and not (reader.gone or workout.left):
                workout.wait()
                workout.leave()
        return 0

    def _patience(self, workout: Workout) -> float:
        """How long to wait for a line before the file is looked at again."""
        if workout.jobs.busy:  # its answer ends the waiting
            self._active = time.monotonic()
        return POLL_SECONDS if time.monotonic() - self._active < AWAKE_SECONDS else REST_SECONDS

    def _count_down(self, workout: Workout) -> None:
        """Shows the time that is left in the terminal's title, where it is in nobody's way."""
        left = clock_text(workout.drill.left)
        if left != self._left:
            self._left = left
            self._signal(signals.title(f"{left} left - {workout.drill.task.problem.id} - mockml"))

    def _signal(self, sequence: str) -> None:
        if self._counts_down and not self._reader.gone:
            signals.put(self._target, sequence)

    def _echo(self, line: str) -> None:
        if self._script:  # what is typed at a terminal is on it already
            self._write("\n".join(fill(line, self._width, "> ", "  ")))

    def _show(self, text: str, clock: float, urgent: bool) -> None:
        self._write(format_entry(text, clock, self._width) + (signals.BELL if urgent and self._bell else ""))

    def _write(self, text: str) -> None:
        if self._reader.gone:
            return
        signals.put(self._target, f"{text}\n")


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
