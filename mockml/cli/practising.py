"""`mockml next` and `mockml plan`: what to practise in the time one has, and up to an interview."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from mockml.bank.library import Bank
from mockml.cli import options
from mockml.cli.output import Result, columns, emit
from mockml.errors import UsageProblem
from mockml.record.database import Record
from mockml.record.practice import Practice, local_date

if TYPE_CHECKING:
    from mockml.host.waiting import Waiting
    from mockml.practice.catalogue import Offer
    from mockml.practice.mix import Suggestion
    from mockml.practice.plan import Day
    from mockml.practice.schedule import Card, Key

For = Annotated[float, typer.Option("--for", min=1, max=600, help="The minutes you have.")]
Until = Annotated[str, typer.Option(help="The day of the interview, as 2026-12-11.", show_default=False)]
Minutes = Annotated[float, typer.Option(min=5, max=600, help="Minutes a day.")]


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command("next", epilog="Example: mockml next --for 30")(next_up)
    app.command(epilog="Example: mockml plan --until 2026-12-11 --minutes 60")(plan)


def next_up(minutes: For = 30, as_json: options.Json = False) -> None:
    """Say what to practise now, and why. What you began and left comes first."""
    from mockml.host.waiting import waiting
    from mockml.practice.mix import shortest, suggest

    offers, cards, today = _desk()
    found = suggest(offers, cards, today, minutes)
    with Record.open() as record:
        left = waiting(record)
    data = {"minutes": minutes, "todo": [one.as_dict() for one in found], "waiting": [one.as_dict() for one in left]}
    text = _left_text(left) + _next_text(found, minutes, shortest(offers))
    emit("next", Result(data, text), as_json=as_json)


def plan(until: Until, minutes: Minutes = 45, as_json: options.Json = False) -> None:
    """Lay out the days up to an interview."""
    from mockml.practice.plan import lay_out

    offers, cards, today = _desk()
    end = _end(until, today)
    days = lay_out(offers, cards, today, end, minutes)
    rows = [
        {
            "day": day.day.isoformat(),
            "minutes": day.minutes,
            "note": day.note,
            "todo": [one.as_dict() for one in day.todo],
        }
        for day in days
    ]
    data = {"until": end.isoformat(), "minutes": minutes, "days": rows}
    emit("plan", Result(data, _plan_text(days, end, minutes)), as_json=as_json)


def _desk() -> tuple[Sequence[Offer], dict[Key, Card], date]:
    """What can be practised, what has been, and today."""
    from mockml.practice.catalogue import catalogue
    from mockml.practice.schedule import KEPT, fold

    offers = catalogue(Bank())
    with Record.open() as record:
        cards = fold(Practice(record).recent(KEPT))
    return offers, cards, local_date(time.time(), None)


def _end(until: str, today: date) -> date:
    from mockml.practice.plan import LONGEST

    try:
        end = date.fromisoformat(until)
    except ValueError:
        raise UsageProblem(f"--until {until}: no such date", "for example: --until 2026-12-11") from None
    if end < today:
        raise UsageProblem(f"--until {until}: that day is over", f"today is {today.isoformat()}")
    if (end - today).days > LONGEST:
        raise UsageProblem(f"--until {until}: more than a year ahead", "plan the last weeks; until then: mockml next")
    return end


def _left_text(left: Sequence[Waiting]) -> str:
    rows = [("TO GO ON WITH", ""), *((one.command, one.what) for one in left)]
    return f"{columns(rows)}\n\n" if left else ""


def _next_text(found: Sequence[Suggestion], minutes: float, least: float | None) -> str:
    if not found:
        if least is None:
            return "There is nothing to practise here. Next: mockml where"
        return f"Nothing fits into {minutes:g} minutes. Next: mockml next --for {max(least, 10):g}"
    rows = [("MIN", "COMMAND", "WHY")]
    rows += [(f"{one.minutes:g}", one.command, f"{one.title}: {one.reason}") for one in found]
    total = sum(one.minutes for one in found)
    return f"{columns(rows)}\n\n{total:g} of {minutes:g} minutes. Next: {found[0].command}"


def _plan_text(days: Sequence[Day], end: date, minutes: float) -> str:
    from mockml.practice.plan import SHORT_INTERVIEW

    if not days:
        return "The interview is today: a walk helps more than a drill. Good luck. Next: mockml next --for 10"
    lines = []
    for day in days:
        note = f"  ({day.note})" if day.note else ""
        lines += [f"{_named(day.day)}  {day.minutes:g} min{note}"]
        lines += [f"  {one.minutes:>4g}  {one.command}  ({one.title})" for one in day.todo]
        lines += ["        nothing" for _ in [0] if not day.todo]
    lines += [f"{_named(end)}  the interview", ""]
    if minutes < SHORT_INTERVIEW:
        lines += [f"A day of {minutes:g} minutes has no room for an interview; with {SHORT_INTERVIEW} there is.", ""]
    lines += ["Laid out as if all goes well: what goes otherwise moves the days after it, so ask again tomorrow."]
    first = next((one.command for day in days for one in day.todo), "mockml next")
    return "\n".join([*lines, f"Next: {first}"])


def _named(day: date) -> str:
    return f"{day:%a} {day.isoformat()}"
