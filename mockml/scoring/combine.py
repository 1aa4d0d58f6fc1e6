"""From the levels of a loop's rounds to one decision, as the loop's rules say, and in words how it came about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mockml.bank.loops import LEVELS, LoopCap, LoopDecision, Round
from mockml.scoring.assess import NOT_ASSESSED

TIMES = {2: "twice", 3: "three times"}


@dataclass(frozen=True, slots=True)
class Vote:
    """What one round came to; None where it was not assessed."""

    round: Round
    level: str | None


@dataclass(frozen=True, slots=True)
class Combined:
    """The decision on the whole loop; `why` has a sentence for each step that led to it."""

    level: str | None
    decision: str
    why: tuple[str, ...]


def level_of(share: float, bands: Mapping[str, float]) -> str:
    """The highest level whose least share is reached."""
    reached = [level for level, least in bands.items() if share >= least - 1e-9]
    return reached[-1] if reached else LEVELS[0]


def combine(decision: LoopDecision, votes: Sequence[Vote]) -> Combined:
    """The middle of the levels, each round as often as its weight says, then bounded by the caps."""
    counted = [(vote.round, LEVELS.index(vote.level)) for vote in votes if vote.level is not None and vote.round.weight]
    if len(counted) < decision.enough:
        rest = f"{_rounds(len(counted))} assessed, and a decision takes {decision.enough}."
        return Combined(None, NOT_ASSESSED, (rest,))
    ranked = sorted(place for one, place in counted for _ in range(one.weight))
    place = ranked[(len(ranked) - 1) // 2]
    why = [_middle([one for one, _ in counted], len(ranked), LEVELS[place])]
    for cap in decision.caps:
        bound = LEVELS.index(cap.cap)
        held = [(one, level) for one, level in counted if _meant(cap, one) and level <= LEVELS.index(cap.at)]
        if held and bound < place:
            place = bound
            one, level = min(held, key=lambda pair: pair[1])
            why.append(f"With {one.title} at {LEVELS[level]}, the whole is at most {LEVELS[place]}.")
    return Combined(LEVELS[place], decision.outcomes[LEVELS[place]], tuple(why))


def _meant(cap: LoopCap, one: Round) -> bool:
    return one.kind == cap.kind if cap.kind is not None else cap.round in ("any", one.id)


def _middle(rounds: Sequence[Round], votes: int, level: str) -> str:
    if votes == 1:
        return f"The one round that was assessed is {level}."
    heavy = [f"{one.title} counts {TIMES.get(one.weight, f'{one.weight} times')}" for one in rounds if one.weight > 1]
    noted = f" ({', '.join(heavy)})" if heavy else ""
    return f"The middle of {votes} votes{noted}{'' if votes % 2 else ', the lower one of two,'} is {level}."


def _rounds(count: int) -> str:
    return {0: "No round is", 1: "One round is"}.get(count, f"{count} rounds are")
