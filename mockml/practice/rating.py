"""Honest ratings: how an exercise went, in the four words that the schedule understands."""

from __future__ import annotations

from mockml.record.attempts import Rating

FLUENT = 0.5  # done within this share of the time
MADE = 0.5  # an answer with fewer of its points than this is a failed one
MOST = 0.75


def rate_code(passed: bool, seconds: float, limit: float, hints: int = 0) -> Rating:
    """A drill or a hunt: again where it was not solved, hard with hints or over time, easy in half of the time."""
    if not passed:
        return "again"
    if hints or seconds > limit:
        return "hard"
    return "easy" if seconds <= FLUENT * limit else "good"


def rate_answer(made: int, points: int, seconds: float, limit: float) -> Rating:
    """An answer in words, by the key points it made: half of them are needed, all of them in time are easy."""
    share = made / points if points else 0.0
    if share < MADE:
        return "again"
    if share < MOST or seconds > limit:
        return "hard"
    return "easy" if made == points else "good"
