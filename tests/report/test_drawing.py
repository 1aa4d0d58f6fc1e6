"""What a debrief draws: the time as two bars of one scale, and two texts beside each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockml.record.phases import PHASES
from mockml.report.clean import clean
from mockml.report.debrief import PhaseTime
from mockml.report.drawing import LEAST_BESIDE, LETTERS, bar, side_by_side
from tests.report.sessions import FORBIDDEN, HOSTILE

SECONDS = st.floats(0, 3600)
TIMES = st.lists(st.tuples(SECONDS, st.none() | SECONDS), min_size=5, max_size=5).map(
    lambda rows: [PhaseTime(phase, *row) for phase, row in zip(PHASES, rows, strict=True)]
)


def drawn(row: str) -> str:
    """The letters of a bar's row."""
    return row[len("  planned ") :]


def test_a_session_on_time_has_two_bars_alike() -> None:
    """Each phase has its letter, as long as it took; used as planned is the same row twice."""
    planned = dict(zip(PHASES, (300.0, 300.0, 1500.0, 300.0, 300.0), strict=True))
    rows = bar([PhaseTime(phase, seconds, seconds) for phase, seconds in planned.items()], 57)
    assert rows == [
        f"  planned ccccc{'o' * 5}{'#' * 25}{'t' * 5}{'d' * 5}",
        f"  used    ccccc{'o' * 5}{'#' * 25}{'t' * 5}{'d' * 5}",
        "",
    ]


def test_a_phase_that_was_not_reached_is_not_drawn() -> None:
    """Who left while coding has a short second bar, on the scale of the first."""
    planned = [PhaseTime("clarify", 600, 300), PhaseTime("outline", 600, 300), PhaseTime("code", 1200, None)]
    assert bar(planned, 52) == [f"  planned {'c' * 10}{'o' * 10}{'#' * 20}", f"  used    {'c' * 5}{'o' * 5}", ""]


def test_overtime_is_on_the_scale() -> None:
    """Where more was used than planned, it is the plan whose bar is short."""
    rows = bar([PhaseTime("code", 600, 1200)], 52)
    assert [len(drawn(row)) for row in rows[:2]] == [20, 40]


def test_no_time_is_no_bar() -> None:
    """A session without a second in it has nothing to draw."""
    assert bar([PhaseTime("code", 0, None)], 80) == bar([], 80) == []


@given(TIMES, st.integers(1, 300))
def test_any_session_is_drawn_to_scale(phases: list[PhaseTime], width: int) -> None:
    """Both rows fit the width and share a scale: each phase's part is its share of the longer row, to a letter."""
    rows = bar(phases, width)
    longest = max(sum(row.planned for row in phases), sum(row.used or 0 for row in phases))
    if not longest:
        assert rows == []
        return
    planned, used, empty = rows
    assert empty == ""
    assert all(len(row) <= max(width, 32) and row == row.rstrip() for row in rows)
    room = max(len(drawn(planned)), len(drawn(used)))
    assert 20 <= room <= 90
    for row, parts in ((planned, [one.planned for one in phases]), (used, [one.used or 0 for one in phases])):
        assert list(drawn(row)) == sorted(drawn(row), key=list(LETTERS.values()).index)
        for one, seconds in zip(phases, parts, strict=True):
            assert abs(drawn(row).count(LETTERS[one.phase]) - room * seconds / longest) <= 1


MINE = "def f(x):\n    return x\n"
THEIRS = 'def f(x):\n    """Returns x."""\n    return x\n'


@pytest.mark.parametrize("width", [LEAST_BESIDE, 140, 200])
def test_on_a_wide_terminal_they_stand_side_by_side(width: int) -> None:
    """From 120 columns the first lines are in one row, divided, and the shorter text ends first."""
    rows = side_by_side(MINE, THEIRS, width).split("\n")
    half = width // 2 - 2
    assert rows[:2] == [f"{'YOUR SOLUTION':<{half}} | THE REFERENCE", ""]
    assert rows[2] == f"{'def f(x):':<{half}} | def f(x):"
    assert rows[4] == f"{'':<{half}} |     return x"
    assert {row.find("|") for row in rows if row} == {half + 1}


@pytest.mark.parametrize("width", [60, 80, LEAST_BESIDE - 1])
def test_on_a_narrow_terminal_they_stand_below_each_other(width: int) -> None:
    """Below 120 columns no line is broken: first one's own, then the reference, each under its name."""
    text = side_by_side(MINE, THEIRS, width)
    assert text == f"YOUR SOLUTION\n\n{MINE}\nTHE REFERENCE\n\n{THEIRS}".rstrip()


CODE = st.text(st.sampled_from("ab \t\n(|\x1b\x07\u202e"), max_size=400)


@given(CODE, CODE, st.integers(LEAST_BESIDE, 200))
def test_nothing_of_either_is_lost_side_by_side(left: str, right: str, width: int) -> None:
    """Each line fits, long ones go on below, and both texts can be read off their column."""
    rows = side_by_side(left, right, width).split("\n")[2:]
    half = width // 2 - 2
    assert all(len(row) <= width for row in rows)
    for text, column in ((left, [row[:half] for row in rows]), (right, [row[half + 3 :] for row in rows])):
        kept = "".join(letter for letter in clean(text) if letter in "ab(|")
        assert "".join("".join(column).split()) == kept


@pytest.mark.parametrize("width", [60, 140])
def test_a_solution_cannot_draw_on_the_terminal(width: int) -> None:
    """Escape sequences, direction marks and bells in either text are taken out, in both layouts."""
    text = side_by_side(f"x = 1  # {HOSTILE}\n", f"{HOSTILE}\n", width)
    assert not FORBIDDEN & set(text)
    assert "owned" not in text
