"""`mockml stats`: how practice has gone."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import typer

from mockml.bank.library import Bank
from mockml.cli import options
from mockml.cli.output import Result, columns, emit
from mockml.record.database import Record
from mockml.record.practice import Best, Practice, Streak
from mockml.report.clean import clean

if TYPE_CHECKING:
    from mockml.practice.progress import Habit, Pattern, Week

BAR = 20
ROWS = 12
LEVELS = 4
NAMES = {"interview": "interview", "drill": "drill", "hunt": "hunt", "quiz": "question"}


def register(app: typer.Typer) -> None:
    """Adds the command of this module."""
    app.command(epilog="Example: mockml stats --json")(stats)


def stats(as_json: options.Json = False) -> None:
    """Show how practice has gone. Over time, by signal, by pattern, by exercise."""
    from mockml.practice import progress
    from mockml.practice.catalogue import catalogue

    now = time.time()
    with Record.open() as record:
        practice = Practice(record)
        bests, streak = practice.bests(), practice.streak(now)
        counts, weeks, habits = progress.counts(record), progress.weeks(record, now), progress.habits(record)
    patterns = progress.patterns(catalogue(Bank()), bests)
    kinds = progress.spent(bests)
    data: dict[str, Any] = {
        **counts,
        "minutes": round(sum(seconds for _, seconds in kinds.values()) / 60, 1),
        "attempts": {name: kinds.get(name, (0, 0.0))[0] for name in NAMES},
        "streak": asdict(streak),
        "weeks": [asdict(week) for week in weeks],
        "signals": [asdict(habit) for habit in habits],
        "patterns": [asdict(pattern) for pattern in patterns],
        "items": [asdict(best) for best in bests],
    }
    parts = [_totals(data, streak), _weeks(weeks), _signals(habits), _patterns(patterns), _items(bests)]
    text = "\n\n".join([part for part in parts if part] + ["Next: mockml next --for 30"])
    emit("stats", Result(data, clean(text)), as_json=as_json)


def _totals(data: dict[str, Any], streak: Streak) -> str:
    if not data["sessions"] and not any(data["attempts"].values()):
        return "Nothing practised yet."
    attempts = ", ".join(_count(data["attempts"][kind], NAMES[kind]) for kind in NAMES if kind != "interview")
    hours, minutes = divmod(round(data["minutes"]), 60)
    today = "today included" if streak.today else "today is still to come"
    sessions = f"{_count(data['sessions'], 'session')}, {data['finished']} finished"
    row = f"{_count(streak.days, 'day')} in a row, {today}" if streak.days else "No days in a row just now"
    return f"{sessions}; {attempts}; {hours} h {minutes} min in all.\n{row}; the most ever: {streak.longest}."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _weeks(weeks: Sequence[Week]) -> str:
    if not weeks:
        return ""
    rows = [("WEEK OF", "INTERVIEWS", "CASES PASSED", "")]
    rows += [(str(w.monday), str(w.interviews), f"{w.passed:.0%}", "#" * round(BAR * w.passed)) for w in weeks]
    return columns(rows)


def _signals(habits: Sequence[Habit]) -> str:
    if not habits:
        return ""
    rows = [("SIGNAL", f"EVIDENCE, THE LAST {LEVELS}", "YOU, THE LAST")]
    rows += [
        (habit.title, ", ".join(level or "-" for level in habit.suggested[-LEVELS:]), habit.own[-1] or "-")
        for habit in habits
    ]
    return columns(rows) + "\n\n" + "\n".join(habit.words for habit in habits)


def _patterns(patterns: Sequence[Pattern]) -> str:
    if not patterns:
        return ""
    rows = [("PATTERN", "ATTEMPTS", "MEAN", "")]
    rows += [(p.pattern, str(p.attempts), f"{p.mean:.0%}", "#" * round(BAR * p.mean)) for p in patterns]
    return columns(rows)


def _items(bests: Sequence[Best]) -> str:
    if not bests:
        return ""
    rows = [("EXERCISE", "", "TIMES", "BEST", "FASTEST", "LAST", "")]
    rows += [
        (
            best.kind,
            best.item,
            str(best.count),
            "-" if best.score is None else f"{best.score:.0%}",
            "-" if best.seconds is None else f"{int(best.seconds // 60)}:{int(best.seconds % 60):02d}",
            time.strftime("%Y-%m-%d", time.localtime(best.last_at)),
            best.last_rating,
        )
        for best in bests[:ROWS]
    ]
    more = f"\nand {len(bests) - ROWS} more (--json has them all)" if len(bests) > ROWS else ""
    return columns(rows) + more
