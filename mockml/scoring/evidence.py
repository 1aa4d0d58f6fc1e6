"""Evidence: what was measured in a session, each item with its value, its times and a sentence.

What was not measured has the value None; nothing is guessed.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from mockml.bank.spec import Problem
from mockml.bank.syntax import parse_python
from mockml.judge.outcomes import Verdict
from mockml.record.events import Event
from mockml.record.phases import PHASES

MOST_SOURCE = 100_000  # characters: far more than anybody writes in an interview, and still read in no time
UNREADABLE = "the file is no Python that can be read"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One measured fact. `times` are seconds on the session's clock; shares are from 0 to 1, booleans 0 or 1."""

    id: str
    value: float | None
    sentence: str
    times: tuple[float, ...] = ()


class Facts:
    """A session's events, sorted for those who measure it."""

    def __init__(self, problem: Problem, events: Sequence[Event], verdict: Verdict | None) -> None:
        self.problem, self.events, self.verdict = problem, events, verdict
        self.spans = _spans(events)
        self.entered: dict[str, float] = {}
        for phase, start, _ in self.spans:
            self.entered.setdefault(phase, start)

    def kind(self, *kinds: str) -> list[Event]:
        """The events of some kinds, in order."""
        return [event for event in self.events if event.kind in kinds]

    def reached(self, phase: str) -> bool:
        """Whether a phase was entered."""
        return phase in self.entered

    def end_of(self, phase: str) -> float:
        """The clock at which the phase was left for the last time, or at which the session ended."""
        return max(end for name, _, end in self.spans if name == phase)

    def spent_in(self, phase: str) -> float:
        """Seconds in a phase, all its stretches together."""
        return sum(end - start for name, start, end in self.spans if name == phase)

    @property
    def source(self) -> str:
        """The solution file as it was last saved; '' where nothing was."""
        saved = self.kind("saved")
        return str(saved[-1].data.get("text", "")) if saved else ""

    @cached_property
    def tree(self) -> ast.Module | None:
        """The syntax tree of the solution file; None where it is no Python, or too long to be read."""
        parsed = parse_python(self.source) if len(self.source) <= MOST_SOURCE else None
        return parsed if isinstance(parsed, ast.Module) else None


def _spans(events: Sequence[Event]) -> list[tuple[str, float, float]]:
    """The stretches of the session: phase, first and last second. One who goes back is in a phase more than once."""
    entered = [(str(e.data["phase"]), e.clock) for e in events if e.kind == "phase_entered"]
    ends = [clock for _, clock in entered[1:]] + [event.clock for event in events[-1:]]
    return [(phase, start, end) for (phase, start), end in zip(entered, ends, strict=False)]


def gather(problem: Problem, events: Sequence[Event], verdict: Verdict | None) -> dict[str, Evidence]:
    """All evidence of a session, by id."""
    from mockml.scoring import asking, coding, outlining, pacing, style, talking, verifying

    facts = Facts(problem, events, verdict)
    found = [
        *asking.measure(facts),
        *outlining.measure(facts),
        *pacing.measure(facts),
        *coding.measure(facts),
        *verifying.measure(facts),
        *talking.measure(facts),
        *style.measure(facts),
    ]
    return {item.id: item for item in found}


def as_dicts(evidence: Mapping[str, Evidence]) -> list[dict[str, object]]:
    """Evidence as JSON-able rows."""
    return [
        {"id": item.id, "value": item.value, "sentence": item.sentence, "times": list(item.times)}
        for item in evidence.values()
    ]


def plural(count: int, noun: str) -> str:
    """A count with its noun."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def agrees(count: int, verb: str) -> str:
    """A verb in the form that a count asks for: one thing says, two say."""
    return f"{verb}s" if count == 1 else verb


EVIDENCE_IDS = frozenset(
    {
        "essential_asked",
        "clarifications_asked",
        "questions_before_code",
        "outline_written",
        "complexity_said",
        "first_save",
        "submitted",
        "core_passed",
        "edge_passed",
        "numerics_passed",
        "contract_passed",
        "all_passed",
        "cases_settled",
        "not_slow",
        "slow_cases",
        "examples_run",
        "expressions_tried",
        "own_tests",
        "verified",
        "verifications",
        "notes_in_code",
        "longest_silence",
        "interjections_answered",
        "interjections_ignored",
        "follow_ups_answered",
        "points_ticked",
        "hints_used",
        "phases_reached",
        "clarifications_honoured",
        "outline_overlap",
        "last_save",
        "speed",
        "own_assertions",
        "tests_strength",
        "wrong_tests",
        "notes_rate",
        "interjection_delay",
        "reason_comments",
        "documented",
        "vague_names",
        "functions",
        "longest_function",
        "row_loops",
        "edge_guards",
        "dead_code",
        *(f"time_{phase}" for phase in PHASES),
    }
)
