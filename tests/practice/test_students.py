"""The sixty days in the documentation are those that the schedule and the mix make, and they make sense."""

from __future__ import annotations

from tests.practice.students import DAYS, MINUTES, PAGE, STUDENTS, Day, practise, table, written

IMPROVES, FORGETS, SKIPS = STUDENTS


def failures(days: list[Day]) -> int:
    """How many attempts failed."""
    return sum(card.last.rating == "again" for day in days for _, card in day.done)


def test_the_page_shows_what_happens() -> None:
    """The tables in docs/practice.md are the computed ones (python -m tests.practice.students writes them)."""
    page = PAGE.read_text(encoding="utf-8")
    assert page == written(page)
    assert all(table(practise(student)) in page for student in STUDENTS)


def test_nobody_works_longer_than_they_said() -> None:
    """No day takes more than its minutes, and no day asks for one thing twice."""
    for student in STUDENTS:
        for day in practise(student):
            assert sum(one.minutes for one, _ in day.done) <= MINUTES
            assert len({one.command for one, _ in day.done}) == len(day.done)


def test_who_improves_ends_with_little_to_repeat() -> None:
    """Each item fails once, none is forgotten on the way, and in the end nearly all are held."""
    days = practise(IMPROVES)
    assert failures(days) == 32
    assert failures(days[50:]) == 0
    assert days[-1].held >= 30
    assert days[-1].due <= 3


def test_who_forgets_is_not_given_more() -> None:
    """Somebody who loses things gets short intervals, and nothing new while much is due."""
    days = practise(FORGETS)
    late = [card for day in days[30:] for _, card in day.done]
    assert all((card.due - card.last_day).days <= 10 for card in late if card.last.rating == "again")
    assert all(card.count > 1 for card in late)
    assert days[-1].held < practise(IMPROVES)[-1].held


def test_who_skips_a_week_finds_no_mountain() -> None:
    """After a week away less is due than two usual sittings hold, and within a week nothing is left over."""
    days = practise(SKIPS)
    back = SKIPS.away.stop
    assert all(not day.done for day in days[SKIPS.away.start : back])
    assert days[back].due <= 10
    assert min(day.due for day in days[back : back + 8]) <= 2
    assert len(days) == DAYS
