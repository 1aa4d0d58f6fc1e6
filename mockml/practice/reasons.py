"""Why something is to be practised, in a few words that name days and figures."""

from __future__ import annotations

from datetime import date

from mockml.practice.schedule import Card
from mockml.record.attempts import Attempt

NEVER = "never practised"


def due(card: Card, today: date) -> str:
    """When an item was due, or will be."""
    days = card.overdue(today)
    if days == 0:
        return "due today"
    if days > 0:
        return f"due {_days(days)} ago"
    return f"due in {_days(-days)}; nothing is due today"


def failed(attempt: Attempt, day: date, today: date) -> str:
    """What went wrong in a failed attempt, as far as it is known."""
    return f"{_what(attempt)} on {named(day, today)}"


def piece(problem: str, attempt: Attempt, day: date, today: date) -> str:
    """Why a piece of a problem that went wrong is worth a drill of its own."""
    return f"a piece of {problem}, where {failed(attempt, day, today)}"


def named(day: date, today: date) -> str:
    """A day as one says it: `Nov 3`, with the year where it is another."""
    words = f"{day:%b} {day.day}"
    return words if day.year == today.year else f"{words}, {day.year}"


def _what(attempt: Attempt) -> str:
    wrong, cases = attempt.data.get("failed"), attempt.data.get("cases")
    if isinstance(wrong, int) and isinstance(cases, int) and wrong:
        return f"you failed {wrong} of {cases} cases"
    made, points = attempt.data.get("made"), attempt.data.get("points")
    if isinstance(made, int) and isinstance(points, int):
        return f"you made {made} of {points} points"
    if attempt.kind == "hunt":
        return "you did not fix the bug"
    if attempt.score is not None and attempt.score < 1:
        return f"you got {attempt.score:.0%}"
    return "it did not work out"


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
