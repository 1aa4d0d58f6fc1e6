"""The schedule: the same attempts give the same days, and better practice is due later."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockml.practice.rating import rate_answer, rate_code
from mockml.practice.schedule import KEPT, LONGEST, fold
from mockml.record.attempts import RATINGS, Attempt, Exercise, Rating

DAY = 86400.0
START = datetime(2026, 3, 2, 12, tzinfo=UTC).timestamp()
HISTORY = st.lists(st.tuples(st.integers(0, 40), st.sampled_from(RATINGS)), min_size=1, max_size=12)


def drilled(*steps: tuple[float, Rating]) -> list[Attempt]:
    """Attempts at one item, on days after the start."""
    return [Attempt("drill", "a", START + day * DAY, rating) for day, rating in steps]


def due(*steps: tuple[float, Rating]) -> int:
    """In how many days after the last of these the item is due."""
    card = fold(drilled(*steps), UTC)["drill", "a"]
    return (card.due - card.last_day).days


@given(HISTORY)
def test_the_same_attempts_give_the_same_days(history: list[tuple[int, Rating]]) -> None:
    """Neither the order in which attempts are read nor the moment of asking changes what is due."""
    attempts = drilled(*sorted(dict(history).items()))
    mixed = random.Random(1).sample(attempts, len(attempts))
    first, again = (fold(found, UTC)["drill", "a"] for found in (attempts, mixed))
    assert (first.due, first.stability, first.count) == (again.due, again.stability, again.count)


@given(HISTORY)
def test_a_better_rating_is_never_due_sooner(history: list[tuple[int, Rating]]) -> None:
    """Of two students with the same past, the one who did better today sees the item later or on the same day."""
    days = sorted(dict(history).items())
    last = days[-1][0] + 3
    waits = [due(*days, (last, rating)) for rating in RATINGS]
    assert waits == sorted(waits)
    assert waits[0] >= 1
    assert waits[-1] <= LONGEST


def test_what_failed_comes_back_tomorrow() -> None:
    """A failed attempt is due the next day, also after a long time in which it went well."""
    assert due((0, "again")) == 1
    assert due((0, "good"), (3, "good"), (14, "again")) <= 3
    assert due((0, "good"), (3, "good")) > due((0, "good")) > due((0, "again"))


def test_items_do_not_mix() -> None:
    """A drill and an interview on the same problem, and two bugs of one, are items of their own."""
    items: list[tuple[Exercise, str]] = [("drill", "a"), ("interview", "a"), ("hunt", "a/x")]
    attempts = [Attempt(kind, item, START, "good") for kind, item in items]
    assert set(fold(attempts, UTC)) == set(items)
    assert fold(attempts, UTC)["hunt", "a/x"].problem == "a"


def test_days_are_the_candidates_own() -> None:
    """Practised late on Monday evening in New York, a failed drill is due on Tuesday there, at any hour."""
    evening = datetime(2026, 3, 2, 23, 30, tzinfo=ZoneInfo("America/New_York"))
    attempt = Attempt("drill", "a", evening.timestamp(), "again")
    assert fold([attempt], ZoneInfo("America/New_York"))["drill", "a"].due == date(2026, 3, 3)
    assert fold([attempt], UTC)["drill", "a"].due == date(2026, 3, 4)


@given(st.lists(st.integers(-3, 3), min_size=3, max_size=8))
def test_the_hour_of_the_day_does_not_matter(hours: list[int]) -> None:
    """Somebody who practises at nine one day and at noon the next is asked on the same days as a clockwork."""
    clockwork = [Attempt("drill", "a", START + 3 * day * DAY, "good") for day in range(len(hours))]
    human = [Attempt("drill", "a", one.at + 3600 * hour, "good") for one, hour in zip(clockwork, hours, strict=True)]
    assert fold(human, UTC)["drill", "a"].due == fold(clockwork, UTC)["drill", "a"].due


@given(st.lists(st.sampled_from(RATINGS), min_size=KEPT + 10, max_size=KEPT + 60), st.integers(1, 9))
def test_old_attempts_no_longer_move_the_day(ratings: list[Rating], gap: int) -> None:
    """The last attempts of a long record, which are all that is read, say what all of them say, to a day."""
    attempts = drilled(*((float(gap * number), rating) for number, rating in enumerate(ratings)))
    full, short = (fold(found, UTC)["drill", "a"] for found in (attempts, attempts[-KEPT:]))
    assert abs((full.due - short.due).days) <= 1


def test_overdue_is_counted_in_days() -> None:
    """An item is due today, tomorrow or was yesterday; what was trusted for less is the more urgent."""
    card = fold(drilled((0, "good")), UTC)["drill", "a"]
    assert [card.overdue(card.due + timedelta(days)) for days in (-1, 0, 2)] == [-1, 0, 2]
    lost = fold(drilled((0, "again")), UTC)["drill", "a"]
    assert lost.urgency(card.due + timedelta(2)) > card.urgency(card.due + timedelta(2)) > 0


@pytest.mark.parametrize(
    ("passed", "seconds", "hints", "rating"),
    [
        (False, 1, 0, "again"),
        (True, 601, 0, "hard"),
        (True, 1, 1, "hard"),
        (True, 600, 0, "good"),
        (True, 300, 0, "easy"),
    ],
)
def test_code_is_rated_by_what_happened(passed: bool, seconds: float, hints: int, rating: str) -> None:
    """Not solved is failed, a hint or too much time makes it hard, half of the time makes it easy."""
    assert rate_code(passed, seconds, 600, hints) == rating


@pytest.mark.parametrize(
    ("made", "seconds", "rating"), [(2, 1, "again"), (3, 1, "hard"), (5, 99, "hard"), (5, 1, "good"), (6, 60, "easy")]
)
def test_answers_are_rated_by_their_points(made: int, seconds: float, rating: str) -> None:
    """Half of the points are needed; all of them within the time are easy."""
    assert rate_answer(made, 6, seconds, 60) == rating
