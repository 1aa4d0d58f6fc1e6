"""What comes of one input to the engine: events to commit, lines to show, effects to carry out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from mockml.interview.script import Line, Weight, Who
from mockml.interview.state import State, fold
from mockml.record.events import Event, Kind


@dataclass(frozen=True, slots=True)
class RunVisible:
    """Run the visible examples and the file's own tests; answer with `ran`."""


@dataclass(frozen=True, slots=True)
class TryLine:
    """Evaluate a line of Python; answer with `tried`."""

    expression: str


@dataclass(frozen=True, slots=True)
class Grade:
    """Run the hidden cases on what was handed in; answer with `graded`."""


@dataclass(frozen=True, slots=True)
class Diagnose:
    """Name the mistake, and try the candidate's own tests on typical bugs; answer with `diagnosed`."""


@dataclass(frozen=True, slots=True)
class Leave:
    """The session is over for now: close the screen. `finished` tells whether a debrief is due."""

    finished: bool


@dataclass(frozen=True, slots=True)
class OpenEditor:
    """Open the solution file in the candidate's editor."""


@dataclass(frozen=True, slots=True)
class ChangeTheme:
    """Show the screen in other colours: the theme of that name, or the next one."""

    name: str


Effect = RunVisible | TryLine | Grade | Diagnose | Leave | OpenEditor | ChangeTheme


@dataclass(slots=True)
class Step:
    """What comes of one input: events to commit, lines to show, effects to carry out."""

    events: list[Event] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)


class Draft:
    """A step in the making: each event is folded at once, so that what follows sees its state."""

    def __init__(self, state: State, now: float, lines_of: Callable[[Event], list[Line]]) -> None:
        self.state, self.now, self._lines_of = state, now, lines_of
        self.step = Step()

    @property
    def clock(self) -> float:
        """The session clock now."""
        return self.state.clock_at(self.now)

    def event(self, kind: Kind, at: float | None = None, /, **data: Any) -> None:
        """Adds an event, at the epoch second `at` where it is not now."""
        now = self.now if at is None else at
        event = Event(kind, now, self.state.clock_at(now), data)
        self.state = fold(self.state, event)
        self.step.events.append(event)
        self.step.lines += self._lines_of(event)

    def say(self, text: str, who: Who = "room", weight: Weight = "plain") -> None:
        """Adds a line that is no event."""
        self.step.lines.append(Line(who, text, self.clock, weight))

    def effect(self, effect: Effect) -> None:
        """Adds something to be done."""
        self.step.effects.append(effect)
