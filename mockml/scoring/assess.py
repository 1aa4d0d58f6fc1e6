"""From evidence to levels, and from levels to a decision, as a rubric says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from mockml.bank.rubric import Need, Rubric, Signal
from mockml.errors import nearest
from mockml.scoring.evidence import EVIDENCE_IDS, Evidence

NOT_ASSESSED = "not assessed"


@dataclass(frozen=True, slots=True)
class SignalResult:
    """One signal: the level the evidence suggests (None: not assessed), one's own, and what one more would take."""

    id: str
    title: str
    suggested: str | None
    own: str | None
    description: str
    evidence: tuple[Evidence, ...]
    to_improve: tuple[str, ...]
    weight: float | None = None
    points: float | None = None  # of the weight, where the rubric makes a score


@dataclass(frozen=True, slots=True)
class Assessment:
    """All signals and the decision; `why` says how the levels added up, `score` is out of 100 where there is one."""

    rubric: str
    signals: tuple[SignalResult, ...]
    level: str | None
    decision: str
    why: str
    score: float | None = None


def assess(rubric: Rubric, evidence: Mapping[str, Evidence], own: Mapping[str, str | None]) -> Assessment:
    """The assessment of a session. Only what was measured counts; one's own grades are shown, never counted."""
    found = (_signal(signal, evidence, own.get(signal.id)) for signal in rubric.signals)
    signals = tuple(_weighed(rubric, signal) for signal in found)
    level, why = _decide(rubric, signals, evidence)
    decision = NOT_ASSESSED if level is None else rubric.decision.outcomes[level]
    return Assessment(rubric.id, signals, level, decision, why, None if level is None else score_of(signals))


def _weighed(rubric: Rubric, result: SignalResult) -> SignalResult:
    weight = next(signal.weight for signal in rubric.signals if signal.id == result.id)
    if weight is None or result.suggested is None:
        return replace(result, weight=weight)
    return replace(result, weight=weight, points=weight * rubric.decision.points[result.suggested])


def score_of(signals: Sequence[SignalResult]) -> float | None:
    """The score out of 100. What was not assessed is left out, and the rest counts for the whole."""
    assessed = [signal for signal in signals if signal.points is not None and signal.weight is not None]
    total = sum(signal.weight or 0.0 for signal in assessed)
    return 100 * sum(signal.points or 0.0 for signal in assessed) / total if total else None


def suggest(signal: Signal, evidence: Mapping[str, Evidence]) -> str | None:
    """The level that the evidence suggests for a signal; None where it was not assessed."""
    return _signal(signal, evidence, None).suggested


def _signal(signal: Signal, evidence: Mapping[str, Evidence], own: str | None) -> SignalResult:
    names = list(dict.fromkeys(need.evidence for level in signal.levels for need in level.needs))
    items = tuple(evidence[name] for name in names if name in evidence)
    if not any(item.value is not None for item in items):
        return SignalResult(signal.id, signal.title, None, own, "", items, ())
    reached = _reached(signal, evidence)
    if reached is None:
        return SignalResult(signal.id, signal.title, None, own, "", items, ())
    above = signal.levels[reached + 1 : reached + 2]
    missing = tuple(_missing(need, evidence) for level in above for need in level.needs if not _met(need, evidence))
    here = signal.levels[reached]
    return SignalResult(signal.id, signal.title, here.level, own, here.description, items, missing)


def _reached(signal: Signal, evidence: Mapping[str, Evidence]) -> int | None:
    """The place of the highest level whose needs, and those of all below it, are met.

    None where only what was not measured keeps a signal at its lowest level: that would be a guess.
    """
    reached = 0
    for place, level in enumerate(signal.levels):
        unmet = [need for need in level.needs if not _met(need, evidence)]
        if unmet:
            measured = any(_measured(need, evidence) for need in unmet)
            return reached if reached or measured else None
        reached = place
    return reached


def _measured(need: Need, evidence: Mapping[str, Evidence]) -> bool:
    item = evidence.get(need.evidence)
    return item is not None and item.value is not None


def _met(need: Need, evidence: Mapping[str, Evidence]) -> bool:
    item = evidence.get(need.evidence)
    if item is None or item.value is None:
        return False
    value = item.value + 1e-9 if need.at_least is not None else item.value - 1e-9
    return value >= need.at_least if need.at_least is not None else value <= (need.at_most or 0.0)


def _missing(need: Need, evidence: Mapping[str, Evidence]) -> str:
    item = evidence.get(need.evidence)
    return f"{need.says} ({item.sentence})" if item is not None else need.says


def _decide(
    rubric: Rubric, signals: Sequence[SignalResult], evidence: Mapping[str, Evidence]
) -> tuple[str | None, str]:
    levels = {s.id: rubric.levels.index(s.suggested) for s in signals if s.suggested is not None}
    judged = evidence.get("all_passed")
    if not levels or judged is None or judged.value is None:
        return None, "Without a verdict on the code there is no decision."
    place, reason = _place(rubric, signals, sorted(levels.values()))
    why = [reason]
    titles = {signal.id: within_sentence(signal.title) for signal in rubric.signals}
    for cap in rubric.decision.caps:
        names = list(levels) if cap.signal == "any" else [cap.signal]
        for name in names:
            if name not in levels:
                continue
            bound = _bound(rubric, cap.at, cap.cap, cap.above, levels[name])
            if bound is not None and bound < place:
                place = bound
                why.append(
                    f"With {titles[name]} at {rubric.levels[levels[name]]}, it is at most {rubric.levels[place]}."
                )
    return rubric.levels[place], " ".join(why)


def _place(rubric: Rubric, signals: Sequence[SignalResult], ranked: Sequence[int]) -> tuple[int, str]:
    """The level before any cap, and why."""
    score = score_of(signals)
    if rubric.decision.combine == "weighted" and score is not None:
        reached = [level for level, least in rubric.decision.bands.items() if score >= least - 1e-9]
        place = rubric.levels.index(reached[-1]) if reached else 0
        return place, f"{_shown(score)} of 100 points is {rubric.levels[place]}."
    place = ranked[(len(ranked) - 1) // 2]
    return place, f"{_middle(len(ranked))} is {rubric.levels[place]}."


def within_sentence(title: str) -> str:
    """A title inside a sentence: in small letters, but for what is all capitals, such as ML."""
    return " ".join(word if word.isupper() else word.lower() for word in title.split())


def _shown(score: float) -> str:
    """A score with one digit after the point at most. Never rounded up, which could look like the level above."""
    return f"{int(10 * score + 1e-6) / 10:g}"


def _middle(count: int) -> str:
    if count == 1:
        return "The one signal that was assessed"
    return f"The middle of the {count} signals" + ("" if count % 2 else ", the lower one of two,")


def _bound(rubric: Rubric, at: str | None, cap: str | None, above: int | None, level: int) -> int | None:
    if above is not None:
        return min(level + above, len(rubric.levels) - 1)
    if at is not None and cap is not None and level <= rubric.levels.index(at):
        return rubric.levels.index(cap)
    return None


def unknown_evidence(rubric: Rubric) -> list[str]:
    """What a rubric asks for that nothing measures."""
    names = {need.evidence for signal in rubric.signals for level in signal.levels for need in level.needs}
    return [f"no evidence is called {name}; {nearest(name, EVIDENCE_IDS)}" for name in sorted(names - EVIDENCE_IDS)]
