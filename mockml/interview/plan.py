"""The phases of an interview and how long each is planned to take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mockml.errors import UsageProblem, nearest
from mockml.record.phases import CLARIFY, CODE, DISCUSS, OUTLINE, PHASES, SELF_GRADE, TEST

DEFAULT_MINUTES = {CLARIFY: 5.0, OUTLINE: 5.0, CODE: 25.0, TEST: 5.0, DISCUSS: 5.0}
MAX_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Plan:
    """Seconds for each phase. The ends of phases are fixed, so time not used goes to the phase that follows."""

    seconds: tuple[tuple[str, float], ...]

    @property
    def total(self) -> float:
        """Seconds in all: the hard stop."""
        return sum(length for _, length in self.seconds)

    def end(self, phase: str) -> float:
        """The session second at which a phase is over."""
        reached = 0.0
        for name, length in self.seconds:
            reached += length
            if name == phase:
                return reached
        return self.total

    def length(self, phase: str) -> float:
        """The seconds planned for a phase."""
        return dict(self.seconds)[phase]

    def after(self, phase: str) -> str:
        """The phase that follows; self-grading after the last."""
        names = [name for name, _ in self.seconds]
        place = names.index(phase) + 1
        return names[place] if place < len(names) else SELF_GRADE

    def before(self, phase: str) -> str | None:
        """The phase before; None before the first."""
        names = [name for name, _ in self.seconds]
        place = names.index(phase) - 1
        return names[place] if place >= 0 else None

    def extended(self, phase: str, seconds: float, reached: float) -> Plan:
        """The plan in which `phase` lasts until `seconds` after `reached`, at the cost of those that follow.

        The total stays. What there is to take is what the phases after it have left, the next one giving first.
        """
        names = [name for name, _ in self.seconds]
        place = names.index(phase)
        wanted = max(reached, self.end(phase)) + seconds - self.end(phase)
        lengths = [length for _, length in self.seconds]
        for i in range(place + 1, len(lengths)):
            taken = min(wanted, lengths[i])
            lengths[i] -= taken
            lengths[place] += taken
            wanted -= taken
        return Plan(tuple(zip(names, lengths, strict=True)))

    @classmethod
    def of(cls, rows: Sequence[Sequence[str | float]]) -> Plan:
        """A plan from rows of (phase, seconds), as events keep it."""
        return cls(tuple((str(name), float(length)) for name, length in rows))


def make_plan(minutes: float | None = None, phases: str | None = None) -> Plan:
    """The plan for `--minutes` (scales all phases) and `--phases clarify=5,...` (sets some).

    Raises UsageProblem for what makes no plan.
    """
    lengths = dict(DEFAULT_MINUTES)
    if phases:
        lengths.update(_parse_phases(phases))
    total = sum(lengths.values())
    if total <= 0:
        raise UsageProblem("--phases leaves no time at all", "for example: --phases clarify=5,code=30")
    if minutes is not None:
        if not 1 <= minutes <= MAX_MINUTES:
            raise UsageProblem(f"--minutes {minutes:g}: expected 1 to {MAX_MINUTES}", "for example: --minutes 30")
        lengths = {name: length * minutes / total for name, length in lengths.items()}
    return Plan(tuple((name, lengths[name] * 60) for name in PHASES))


def _parse_phases(text: str) -> dict[str, float]:
    lengths = {}
    for part in text.split(","):
        name, equals, number = part.strip().partition("=")
        if name not in PHASES:
            raise UsageProblem(f"--phases: no phase is called {name!r}", nearest(name, PHASES))
        try:
            lengths[name] = float(number)
        except ValueError:
            lengths[name] = -1.0
        if not equals or not 0 <= lengths[name] <= MAX_MINUTES:
            raise UsageProblem(f"--phases: {part.strip()!r} gives no minutes", "for example: --phases code=30,test=10")
    return lengths


def clock_text(seconds: float) -> str:
    """Seconds as `m:ss`."""
    whole = max(int(seconds), 0)
    return f"{whole // 60}:{whole % 60:02d}"
