"""Three students over sixty simulated days, and the tables of them that `docs/practice.md` shows.

`python -m tests.practice.students` writes the tables into the page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from mockml.practice.catalogue import Offer
from mockml.practice.mix import Suggestion, suggest
from mockml.practice.schedule import Card, Key, after
from mockml.record.attempts import Attempt, Exercise, Rating

PAGE = Path(__file__).resolve().parents[2] / "docs" / "practice.md"
FIRST = date(2026, 1, 5)
DAYS = 60
PERIOD = 6
MINUTES = 30
NAMES = ("kmeans", "tfidf", "tree", "softmax", "adam", "auc", "split", "norm")
FOLLOWED = ("drill", "kmeans-part")

# A student says how an attempt goes from the attempts before it and the days since the last one.
Goes = Callable[[int, int], Rating]


def improves(before: int, _days: int) -> Rating:
    """Fails the first time, struggles the second, and has it from then on."""
    return ("again", "hard", "good", "easy")[min(before, 3)]


def forgets(before: int, days: int) -> Rating:
    """Solves what is new well enough, and anything not seen for five days not at all."""
    return "good" if before == 0 or days <= 5 else "again"


def steady(_before: int, _days: int) -> Rating:
    """Solves everything in time."""
    return "good"


@dataclass(frozen=True)
class Student:
    """Somebody who practises half an hour a day, but not on some days."""

    title: str
    goes: Goes
    away: range = range(0)


STUDENTS = (
    Student("Who improves", improves),
    Student("Who forgets", forgets),
    Student("Who skips a week (days 25 to 31)", steady, range(24, 31)),
)


def _offers() -> list[Offer]:
    kinds: tuple[tuple[Exercise, str, float], ...] = (("drill", "-part", 8), ("hunt", "", 8), ("quiz", "-question", 4))
    return [
        Offer(kind, name + ending, name, "any", minutes, f"{kind} {name}")
        for name in NAMES
        for kind, ending, minutes in kinds
    ] + [Offer("drill", name, name, "any", 15, f"drill whole {name}") for name in NAMES]


@dataclass
class Day:
    """What came of one day: items due in the morning, items held in the evening, each attempt with its card."""

    due: int
    held: int
    done: list[tuple[Suggestion, Card]]


def practise(student: Student, days: int = DAYS) -> list[Day]:
    """The student's days: each morning the mix is asked for, and followed."""
    offers, cards, found = _offers(), dict[Key, Card](), list[Day]()
    for number in range(days):
        today = FIRST + timedelta(number)
        due = sum(card.due <= today for card in cards.values())
        todo = [] if number in student.away else suggest(offers, cards, today, MINUTES)
        done = [(one, _attempt(student, cards, one, today)) for one in todo]
        held = sum((card.due - card.last_day).days >= 7 and card.due > today for card in cards.values())
        found.append(Day(due, held, done))
    return found


def _attempt(student: Student, cards: dict[Key, Card], one: Suggestion, today: date) -> Card:
    key: Key = (one.kind, one.item)
    card = cards.get(key)
    rating = student.goes(card.count, (today - card.last_day).days) if card else student.goes(0, 0)
    at = datetime(today.year, today.month, today.day, 18, tzinfo=UTC).timestamp()
    cards[key] = after(card, Attempt(one.kind, one.item, at, rating), today)
    return cards[key]


def table(days: Sequence[Day]) -> str:
    """A student's days, six to a row."""
    lines = ["| days | practised | new | failed | comes back in (median) | due, last day | held a week or more |"]
    lines += ["| --- | ---: | ---: | ---: | ---: | ---: | ---: |"]
    for start in range(0, len(days), PERIOD):
        part = days[start : start + PERIOD]
        cards = [card for day in part for _, card in day.done]
        waits = sorted((card.due - card.last_day).days for card in cards)
        middle = _days(waits[len(waits) // 2]) if waits else "-"
        new, failed = sum(card.count == 1 for card in cards), sum(card.last.rating == "again" for card in cards)
        span = f"{start + 1} to {start + len(part)}"
        lines.append(f"| {span} | {len(cards)} | {new} | {failed} | {middle} | {part[-1].due} | {part[-1].held} |")
    return "\n".join(lines)


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def followed(days: Sequence[Day]) -> str:
    """One item's way through the days: when it was practised, and how it went."""
    seen = [
        (number, card)
        for number, day in enumerate(days, 1)
        for one, card in day.done
        if (one.kind, one.item) == FOLLOWED
    ]
    return ", ".join(f"{number} ({card.last.rating})" for number, card in seen)


def section() -> str:
    """All that the page shows of the students."""
    parts = []
    for student in STUDENTS:
        days = practise(student)
        parts.append(f"### {student.title}\n\n{table(days)}\n\nOne drill's days: {followed(days)}.")
    return "\n\n".join(parts)


BEGIN, END = "<!-- the tables begin -->\n\n", "\n\n<!-- the tables end -->"


def written(page: str) -> str:
    """The page with the tables as they are computed now."""
    return f"{page.split(BEGIN)[0]}{BEGIN}{section()}{END}{page.split(END)[1]}"


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
