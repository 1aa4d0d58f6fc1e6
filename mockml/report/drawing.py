"""What a debrief draws with letters: the session as a bar, and two texts beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from mockml.report.clean import clean
from mockml.report.debrief import PhaseTime

LEAST_BESIDE = 120
LETTERS = {"clarify": "c", "outline": "o", "code": "#", "test": "t", "discuss": "d"}


def bar(phases: Sequence[PhaseTime], width: int) -> list[str]:
    """Two rows of the same scale: the plan, and what was used; a letter is a part of the session."""
    longest = max(sum(row.planned for row in phases), sum(row.used or 0.0 for row in phases))
    if longest <= 0:
        return []
    room = max(min(width - 12, 90), 20)

    def drawn(seconds: Sequence[tuple[str, float]]) -> str:
        reached, row = 0.0, ""
        for phase, length in seconds:
            reached += length
            row += LETTERS.get(phase, "?") * (round(room * reached / longest) - len(row))
        return row

    planned = drawn([(row.phase, row.planned) for row in phases])
    used = drawn([(row.phase, row.used or 0.0) for row in phases])
    return [f"  planned {planned}".rstrip(), f"  used    {used}".rstrip(), ""]


def side_by_side(left: str, right: str, width: int) -> str:
    """The solution and the reference: in two columns where there is space, else one below the other."""
    mine, theirs = clean(left).splitlines(), clean(right).splitlines()
    if width < LEAST_BESIDE:
        return "\n".join(["YOUR SOLUTION", "", *mine, "", "THE REFERENCE", "", *theirs])
    half = width // 2 - 2
    rows = zip_longest(_folded(mine, half), _folded(theirs, half), fillvalue="")
    head = f"{'YOUR SOLUTION':<{half}} | THE REFERENCE"
    return "\n".join([head, "", *(f"{a:<{half}} | {b}".rstrip() for a, b in rows)])


def _folded(lines: Sequence[str], width: int) -> list[str]:
    return [line[i : i + width] for line in lines for i in range(0, max(len(line), 1), width)]
