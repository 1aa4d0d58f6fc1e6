"""Where the time went."""

from __future__ import annotations

from mockml.record.phases import CODE, PHASES
from mockml.scoring.evidence import Evidence, Facts


def measure(facts: Facts) -> list[Evidence]:
    """The evidence of the clock: minutes in each phase, and the last save."""
    started = facts.kind("started")
    plan = {str(phase): float(seconds) for phase, seconds in started[0].data["plan"]} if started else {}
    return [*(_phase(facts, phase, plan.get(phase, 0.0)) for phase in PHASES), _last_save(facts)]


def _phase(facts: Facts, phase: str, planned: float) -> Evidence:
    if not facts.reached(phase):
        return Evidence(f"time_{phase}", None, f"the {phase} phase was not reached")
    spent = facts.spent_in(phase)
    sentence = f"{phase}: {_clock(spent)} of {_clock(planned)} min"
    return Evidence(f"time_{phase}", spent / 60, sentence, (facts.entered[phase],))


def _last_save(facts: Facts) -> Evidence:
    saves = facts.kind("saved")
    if not facts.reached(CODE):
        return Evidence("last_save", None, "the code phase was not reached")
    if not saves:
        return Evidence("last_save", None, "nothing was saved")
    minutes = (saves[-1].clock - facts.entered[CODE]) / 60
    when = f"{minutes:.0f} min into the code phase" if minutes >= 0 else "before the code phase"
    return Evidence("last_save", max(minutes, 0.0), f"last save {when}", (saves[-1].clock,))


def _clock(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"
