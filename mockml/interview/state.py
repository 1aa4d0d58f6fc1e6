"""The state of a session: a fold over its events, so that what was recorded is all there is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from mockml.interview.plan import Plan
from mockml.record.events import Event
from mockml.record.phases import CODE, DISCUSS, SELF_GRADE


@dataclass(frozen=True, slots=True)
class Manners:
    """How a session is held: may the clock be stopped, is it as strict as the real thing, is each phase explained."""

    allow_pause: bool = False
    strict: bool = False
    tour: bool = False


@dataclass(frozen=True, slots=True)
class Saved:
    """The solution file as it last stood."""

    sha: str
    text: str
    lines: int
    clock: float


@dataclass(frozen=True, slots=True)
class State:
    """Where a session stands. `clock` is session seconds, pauses excluded, as of the epoch second `since`."""

    plan: Plan = field(default_factory=lambda: Plan(()))
    manners: Manners = field(default_factory=lambda: Manners())
    phase: str | None = None
    phase_clock: float = 0.0
    since: float = 0.0
    clock: float = 0.0
    running: bool = False
    answered: tuple[str, ...] = ()
    hints: int = 0
    saved: Saved | None = None
    saves: int = 0
    code_clock: float | None = None
    last_act: float = 0.0
    put: tuple[str, ...] = ()
    waiting: tuple[str, str] | None = None  # ("interjection" | "follow-up", its id), not yet answered
    submitted: bool = False
    verdict: dict[str, Any] | None = None
    diagnosed: bool = False
    self_grades: dict[str, str | None] = field(default_factory=dict)
    runs: int = 0
    finished: bool = False

    def clock_at(self, now: float) -> float:
        """The session clock at the epoch second `now`."""
        return self.clock + max(now - self.since, 0.0) if self.running else self.clock

    @property
    def timed(self) -> bool:
        """True in the five phases; grading oneself takes what time it takes."""
        return self.phase is not None and self.phase != SELF_GRADE and not self.finished

    def left_in_phase(self, now: float) -> float:
        """Seconds until the phase is over."""
        return max(self.plan.end(self.phase or "") - self.clock_at(now), 0.0) if self.timed else 0.0

    def left(self, now: float) -> float:
        """Seconds until the interview is over."""
        return max(self.plan.total - self.clock_at(now), 0.0) if self.timed else 0.0


AWAY = "away"  # left a strict session, in which the clock does not stop
ACTS = ("asked", "noted", "saved", "tried", "ran", "hinted")


def fold(state: State, event: Event) -> State:
    """The state after one more event."""
    data = event.data
    state = replace(state, clock=event.clock, since=event.at)
    if event.kind in ACTS:
        state = replace(state, last_act=event.clock)
    match event.kind:
        case "started":
            manners = Manners(**{name: bool(data.get(name)) for name in ("allow_pause", "strict", "tour")})
            return replace(state, plan=Plan.of(data["plan"]), manners=manners, running=True)
        case "phase_entered":
            return _enter(state, str(data["phase"]), event.clock)
        case "extended":
            return replace(state, plan=Plan.of(data["plan"]))
        case "answered":
            known = data.get("clarification")
            return replace(state, answered=(*state.answered, known)) if known else state
        case "noted":
            return replace(state, waiting=None) if data.get("about") else state
        case "saved":
            saved = Saved(data["sha"], data["text"], data["lines"], event.clock)
            return replace(state, saved=saved, saves=state.saves + 1)
        case "ran":
            return replace(state, runs=state.runs + 1)
        case "hinted":
            return replace(state, hints=state.hints + 1)
        case "interjected":
            return replace(state, put=(*state.put, data["id"]), waiting=(data["kind"], data["id"]))
        case "paused":
            return replace(state, running=data["reason"] == AWAY)
        case "resumed":
            return replace(state, running=True)
        case "submitted":
            return replace(state, submitted=True)
        case "graded":
            return replace(state, verdict=dict(data["verdict"]))
        case "diagnosed":
            return replace(state, diagnosed=True)
        case "self_graded":
            return replace(state, self_grades={**state.self_grades, data["signal"]: data["level"]})
        case "finished":
            return replace(state, running=False, finished=True)
    return state


def _enter(state: State, phase: str, clock: float) -> State:
    state = replace(state, phase=phase, phase_clock=clock, last_act=clock)
    if phase == CODE and state.code_clock is None:
        state = replace(state, code_clock=clock)
    # A question about the code is no longer open once the talk has moved on to the follow-ups.
    return replace(state, waiting=None) if phase in (DISCUSS, SELF_GRADE) else state


def state_of(events: Iterable[Event]) -> State:
    """The state that a session's events make."""
    state = State()
    for event in events:
        state = fold(state, event)
    return state
