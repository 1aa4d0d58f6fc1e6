"""The timeline of a page: where phases and marks lie, as shares of the whole session."""

from __future__ import annotations

from dataclasses import dataclass

from mockml.interview.plan import clock_text
from mockml.report.views import Mark, Page

LANES = {
    "you": ("You: asked, noted", ("asked", "noted")),
    "interviewer": ("Interviewer: answered, asked, hinted", ("answered", "interjected", "hinted")),
    "file": ("File: saved, handed in", ("saved", "submitted")),
    "checks": ("Checks: ran, tried", ("ran", "tried")),
}
STOPS = ("paused",)
MOST_WORDS = 160
STEPS = (60, 120, 300, 600, 900, 1800, 3600, 7200, 14400)
MOST_TICKS = 10


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of time: what it is called, and where it lies in percent."""

    name: str
    number: int
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A mark on a lane: its place in the list of marks, where it lies, and what to say of it."""

    place: int
    kind: str
    x: str
    words: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One row of marks."""

    name: str
    title: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A time on the axis, and how its label is anchored."""

    x: str
    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """All that the picture of a session has in it."""

    planned: tuple[Bar, ...]
    used: tuple[Bar, ...]
    lanes: tuple[Lane, ...]
    stops: tuple[Dot, ...]
    ticks: tuple[Tick, ...]


def timeline_of(page: Page) -> Timeline:
    """The timeline of a page."""
    planned = [(phase.name, i + 1, *phase.plan) for i, phase in enumerate(page.phases)]
    used = [(phase.name, i + 1, *phase.fact) for i, phase in enumerate(page.phases) if phase.fact]
    marks = list(enumerate(page.marks, 1))
    lanes = [
        Lane(name, title, tuple(_dot(place, mark, page.seconds) for place, mark in marks if mark.kind in kinds))
        for name, (title, kinds) in LANES.items()
    ]
    return Timeline(
        planned=tuple(_bar(*row, page.seconds) for row in planned),
        used=tuple(_bar(*row, page.seconds) for row in used),
        lanes=tuple(lanes),
        stops=tuple(_dot(place, mark, page.seconds) for place, mark in marks if mark.kind in STOPS),
        ticks=_ticks(page.seconds),
    )


def _bar(name: str, number: int, begin: float, end: float, whole: float) -> Bar:
    return Bar(name, number, _percent(begin, whole), _percent(max(end - begin, 0.0), whole))


def _dot(place: int, mark: Mark, whole: float) -> Dot:
    words = " ".join(mark.text.split())
    short = words if len(words) <= MOST_WORDS else words[: MOST_WORDS - 1] + "…"
    return Dot(place, mark.kind, _percent(mark.seconds, whole), f"{mark.clock} {mark.kind}: {short}")


def _ticks(whole: float) -> tuple[Tick, ...]:
    step = next((step for step in STEPS if whole / step <= MOST_TICKS), max(whole / MOST_TICKS, 1.0))
    count = int(whole // step)
    return tuple(
        Tick(_percent(i * step, whole), clock_text(i * step), "start" if i == 0 else _anchor(i * step, whole))
        for i in range(count + 1)
    )


def _anchor(seconds: float, whole: float) -> str:
    return "end" if seconds > 0.97 * whole else "middle"


def _percent(seconds: float, whole: float) -> str:
    return f"{100 * min(max(seconds / whole, 0.0), 1.0):.2f}%"
