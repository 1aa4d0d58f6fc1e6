"""What must hold between the parts of a rubric; every fault becomes a finding at its place."""

from __future__ import annotations

import math

from mockml.bank.checks import check_ids
from mockml.bank.rubric import Cap, Need, Rubric
from mockml.bank.strict import Reader
from mockml.errors import nearest

ONLY_WEIGHTED = "only where the decision combines: weighted"


def check_rubric(reader: Reader, rubric: Rubric, name: str) -> None:
    """The rubric names its file; signals have every level in order; needs, caps and outcomes name what exists."""
    if rubric.id != name:
        reader.find("id", f"expected {name}, the file's name, got {rubric.id}")
    for key, parts in (("levels", rubric.levels), ("signals", rubric.signals)):
        if not parts:
            reader.find(key, "expected at least one")
    for i, level in enumerate(rubric.levels):
        if level in rubric.levels[:i]:
            reader.find(f"levels[{i}]", f"the level {level} is there twice")
    _check_signals(reader, rubric)
    for i, cap in enumerate(rubric.decision.caps):
        _check_cap(reader, rubric, cap, f"decision.caps[{i}]")
    _check_weights(reader, rubric)
    outcomes = rubric.decision.outcomes
    for level in dict.fromkeys(rubric.levels):
        if level not in outcomes:
            reader.find("decision.outcomes", f"no words for the level {level}")
    for level in outcomes:
        if level not in rubric.levels:
            reader.find(f"decision.outcomes.{level}", f"no level {level}; {nearest(level, rubric.levels)}")


def _check_weights(reader: Reader, rubric: Rubric) -> None:
    decision = rubric.decision
    if decision.combine != "weighted":
        for i, signal in enumerate(rubric.signals):
            if signal.weight is not None:
                reader.find(f"signals[{i}].weight", f"a weight counts {ONLY_WEIGHTED}")
        for key in ("points", "bands"):
            if getattr(decision, key):
                reader.find(f"decision.{key}", f"{key} count {ONLY_WEIGHTED}")
        return
    weights = [signal.weight or 0.0 for signal in rubric.signals]
    if not all(weight > 0 for weight in weights) or abs(sum(weights) - 100) > 1e-6:
        reader.find("signals", f"expected weights above 0 that add up to 100, got {sum(weights):g}")
    for key, given, names in (
        ("points", decision.points, rubric.levels),
        ("bands", decision.bands, rubric.levels[1:]),
    ):
        values = list(given.values())
        if list(given) != names:
            reader.find(f"decision.{key}", f"expected a number for each of {', '.join(names)}, in this order")
        elif values != sorted(values) or not all(0 <= value <= (1 if key == "points" else 100) for value in values):
            most = "1" if key == "points" else "100"
            reader.find(f"decision.{key}", f"expected rising numbers from 0 to {most}")


def _check_signals(reader: Reader, rubric: Rubric) -> None:
    check_ids(reader, "signals", [signal.id for signal in rubric.signals])
    for i, signal in enumerate(rubric.signals):
        if [level.level for level in signal.levels] != rubric.levels:
            reader.find(f"signals[{i}].levels", f"expected the levels {', '.join(rubric.levels)}, in this order")
        for j, level in enumerate(signal.levels):
            for k, need in enumerate(level.needs):
                _check_need(reader, need, f"signals[{i}].levels[{j}].needs[{k}]")


def _check_need(reader: Reader, need: Need, place: str) -> None:
    if (need.at_least is None) == (need.at_most is None):
        reader.find(place, "expected one of at_least and at_most")
    for key, bound in (("at_least", need.at_least), ("at_most", need.at_most)):
        if bound is not None and math.isnan(bound):
            reader.find(f"{place}.{key}", "expected a number that can be reached")


def _check_cap(reader: Reader, rubric: Rubric, cap: Cap, place: str) -> None:
    known = [signal.id for signal in rubric.signals]
    if cap.signal != "any" and cap.signal not in known:
        reader.find(f"{place}.signal", f"no signal {cap.signal}; {nearest(cap.signal, [*known, 'any'])}")
    for key, level in (("at", cap.at), ("cap", cap.cap)):
        if level is not None and level not in rubric.levels:
            reader.find(f"{place}.{key}", f"no level {level}; {nearest(level, rubric.levels)}")
    given = (cap.at is not None, cap.cap is not None, cap.above is not None)
    if given not in ((True, True, False), (False, False, True)):
        reader.find(place, "expected either at and cap, or above")
    if cap.above is not None and cap.above < 0:
        reader.find(f"{place}.above", "expected zero or more levels above the signal")
