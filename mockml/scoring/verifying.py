"""How the candidate made sure that it works."""

from __future__ import annotations

from mockml.record.events import Event
from mockml.record.phases import CODE
from mockml.scoring.evidence import Evidence, Facts, plural


def measure(facts: Facts) -> list[Evidence]:
    """The evidence of runs, tried lines and tests of one's own."""
    if not facts.reached(CODE):
        missing = "the code phase was not reached"
        names = ("examples_run", "expressions_tried", "own_tests", "verified", "verifications")
        return [Evidence(name, None, missing) for name in names]
    ran, tried = facts.kind("ran"), facts.kind("tried")
    both = tuple(sorted(e.clock for e in (*ran, *tried)))
    return [
        Evidence("examples_run", len(ran), f"ran the examples {plural(len(ran), 'time')}", tuple(e.clock for e in ran)),
        Evidence("expressions_tried", len(tried), f"tried {plural(len(tried), 'line')} of Python", _clocks(tried)),
        _own_tests(facts),
        _verified(facts),
        Evidence("verifications", len(both), f"verified {plural(len(both), 'time')} in all", both),
    ]


def _clocks(events: list[Event]) -> tuple[float, ...]:
    return tuple(event.clock for event in events)


def _own_tests(facts: Facts) -> Evidence:
    runs = facts.kind("ran")
    count = int(runs[-1].data["tests"]) if runs else 0
    sentence = f"wrote and ran {plural(count, 'test')} of your own" if count else "ran no tests of your own"
    return Evidence("own_tests", count, sentence, (runs[-1].clock,) if count else ())


def _verified(facts: Facts) -> Evidence:
    saves = facts.kind("saved")
    if not saves:
        return Evidence("verified", 0.0, "nothing was written that could be verified")
    later = [e.clock for e in facts.kind("ran", "tried") if e.clock >= saves[-1].clock]
    sentence = "verified after the last change" if later else "nothing was run after the last change"
    return Evidence("verified", float(bool(later)), sentence, tuple(later))
