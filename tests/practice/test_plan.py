"""A plan up to an interview: full interviews with rests, practice in between, a light last day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockml.practice.catalogue import Offer
from mockml.practice.plan import LAST_WEEKS, lay_out
from mockml.practice.schedule import fold
from mockml.record.attempts import Attempt
from tests.practice.test_mix import OFFERS, TODAY, cards, did

FIRST = TODAY
MANY = (*OFFERS, *(Offer("interview", f"p{n}", f"p{n}", "any", 45, f"start p{n}") for n in range(12)))


def sat(days: int, minutes: float = 45, *attempts: Attempt) -> list[date]:
    """The days of a plan that have an interview."""
    plan = lay_out(MANY, cards(*attempts), FIRST, FIRST + timedelta(days), minutes)
    return [day.day for day in plan if any(one.kind == "interview" for one in day.todo)]


@settings(max_examples=60)
@given(st.integers(0, 40), st.integers(5, 120))
def test_every_day_is_there_and_fits(days: int, minutes: int) -> None:
    """From today to the day before the interview, each day once, none longer than its minutes, the same every time."""
    until = FIRST + timedelta(days)
    plan = lay_out(OFFERS, {}, FIRST, until, minutes)
    assert [day.day for day in plan] == [FIRST + timedelta(number) for number in range(days)]
    assert all(day.minutes <= minutes for day in plan)
    assert plan == lay_out(OFFERS, {}, FIRST, until, minutes)


def test_interviews_have_rests_between() -> None:
    """Every third day, every second in the last two weeks, and none on the day before."""
    found = sat(40)
    until = FIRST + timedelta(40)
    for one, following in pairwise(found):
        assert (following - one).days == (2 if (until - following).days <= LAST_WEEKS else 3)
    assert found[0] == FIRST
    assert found[-1] < until - timedelta(1)


def test_a_plan_begins_with_what_was_done() -> None:
    """Who sat an interview yesterday does not sit one today."""
    assert sat(10, 45, did("interview", "tree", 1))[0] > FIRST


def test_the_last_day_is_light_and_brings_nothing_new() -> None:
    """The day before takes half the time at most, twenty minutes at the most, and holds only what is known."""
    for minutes in (20, 45, 120):
        plan = lay_out(OFFERS, {}, FIRST, FIRST + timedelta(12), minutes)
        known = {(one.kind, one.item) for day in plan[:-1] for one in day.todo}
        assert plan[-1].minutes <= min(minutes / 2, 20)
        assert {(one.kind, one.item) for one in plan[-1].todo} <= known
        assert "day before" in plan[-1].note


def test_short_days_have_short_interviews_or_none() -> None:
    """From half an hour on an interview is fitted into the day by its own option; in less there is none."""
    plan = lay_out(OFFERS, {}, FIRST, FIRST + timedelta(8), 30)
    commands = [one.command for day in plan for one in day.todo if one.kind == "interview"]
    assert commands
    assert all(command.endswith(" --minutes 30") for command in commands)
    assert sat(8, 25) == []


def test_all_that_there_is_comes_in() -> None:
    """In a month every exercise has its turn, and what was planned early comes back later."""
    plan = lay_out(OFFERS, {}, FIRST, FIRST + timedelta(30), 45)
    done = [(one.kind, one.item) for day in plan for one in day.todo]
    assert set(done) == {(offer.kind, offer.item) for offer in OFFERS}
    assert max(done.count(one) for one in set(done)) >= 2


@pytest.mark.parametrize("days", [0, 1])
def test_there_is_no_day_left(days: int) -> None:
    """On the day itself there is nothing to plan, and on the day before nothing new."""
    plan = lay_out(OFFERS, {}, FIRST, FIRST + timedelta(days), 45)
    assert [day.todo for day in plan] == [()] * days


def test_a_bug_that_is_due_is_the_one_that_is_planned() -> None:
    """A plan with hunts knows that hunting a due bug takes it off the list."""
    at = datetime(2026, 11, 1, 12, tzinfo=UTC).timestamp()
    known = fold([Attempt("hunt", "tree/x", at, "again"), Attempt("drill", "tree", at, "easy")], UTC)
    plan = lay_out(OFFERS, known, FIRST, FIRST + timedelta(3), 10)
    assert [one.command for one in plan[0].todo] == ["hunt tree"]
    assert "hunt tree" not in [one.command for one in plan[1].todo]
