"""The plan: what --minutes and --phases make of the five phases."""

from __future__ import annotations

import pytest

from mockml.errors import UsageProblem
from mockml.interview.plan import clock_text, make_plan


def test_the_plan_is_45_minutes_in_five_phases() -> None:
    """Without options: 5, 5, 25, 5 and 5 minutes."""
    plan = make_plan()
    assert [seconds / 60 for _, seconds in plan.seconds] == [5, 5, 25, 5, 5]
    assert plan.total == 45 * 60
    assert plan.end("code") == 35 * 60


def test_phases_can_be_set_and_scaled() -> None:
    """Single phases can be set, and all of them scaled to a length."""
    plan = make_plan(phases="clarify=10, code=20")
    assert [seconds / 60 for _, seconds in plan.seconds] == [10, 5, 20, 5, 5]
    assert make_plan(30, "clarify=0").total == pytest.approx(30 * 60)


@pytest.mark.parametrize(
    ("minutes", "phases", "words"),
    [
        (0.5, None, "--minutes 0.5: expected 1 to 1440"),
        (None, "cod=5", "no phase is called 'cod'"),
        (None, "code", "'code' gives no minutes"),
        (None, "code=-1", "'code=-1' gives no minutes"),
        (None, "code=nan", "'code=nan' gives no minutes"),
        (None, "clarify=0,outline=0,code=0,test=0,discuss=0", "no time at all"),
    ],
)
def test_impossible_plans_are_refused(minutes: float | None, phases: str | None, words: str) -> None:
    """What makes no plan is said in one line."""
    with pytest.raises(UsageProblem) as caught:
        make_plan(minutes, phases)
    assert words in caught.value.message


def test_times_are_shown_as_minutes_and_seconds() -> None:
    """Seconds read as m:ss, and never below zero."""
    assert [clock_text(s) for s in (0, 59.9, 61, 2700, -3)] == ["0:00", "0:59", "1:01", "45:00", "0:00"]
