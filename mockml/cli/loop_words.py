"""What `mockml loop` prints: where a loop stands, a round that is held elsewhere, what a round came to, the page."""

from __future__ import annotations

import time
from typing import Any

from mockml.bank.library import Bank
from mockml.bank.loops import Loop, Round
from mockml.cli.output import Result, columns, text_width
from mockml.host.looproom import Standing, current, standings, upcoming
from mockml.record.database import Record
from mockml.record.loops import LoopRow
from mockml.report.committee import convene
from mockml.report.committee_text import render_committee, render_markdown
from mockml.report.layout import command, fill
from mockml.report.rounds import RoundResult, results_of


def listed(bank: Bank) -> Result:
    """The loops that ship, as a table."""
    loops = [bank.loop(name) for name in bank.loop_names()]
    data = [
        {"id": one.id, "title": one.title, "minutes": one.minutes, "rounds": [_round(each) for each in one.rounds]}
        for one in loops
    ]
    rows = [("LOOP", "ROUNDS", "TIME", "TITLE")]
    rows += [(one.id, str(len(one.rounds)), length(one), one.title) for one in loops]
    return Result(data, f"{columns(rows)}\n\nNext: mockml loop start new-grad")


def stands(record: Record, row: LoopRow, *, about: bool = False) -> Result:
    """Where a loop stands: what each round came to, and the next command; with `about`, first what it is."""
    found, width = standings(record, row), text_width()
    results = results_of(record, Bank(), row, found)
    lines = []
    if about:
        lines += [*fill(f"{row.spec.about.strip()} {length(row.spec)} in all, on one day or several.", width), ""]
    lines += [*fill(f"Loop {row.id}: {row.spec.title} ({row.spec.id})", width), ""]
    for at, one in zip(found, results, strict=True):
        lines += fill(f"{at.number}. {named(at.round)}", width, "", "   ")
        lines += fill(f"{one.level}: {one.said}" if one.level else one.said, width, "   ", "   ")
    to_type = "mockml loop report" if upcoming(found) is None else f"mockml loop next{which(record, row)}"
    data = {"loop": row.id, "id": row.spec.id, "title": row.spec.title, "over": upcoming(found) is None}
    data |= {"next": to_type}
    data |= {"rounds": [{**_round(at.round), **_came_to(one)} for at, one in zip(found, results, strict=True)]}
    return Result(data, "\n".join([*lines, "", *fill(f"Next: {command(to_type)}", width)]))


def committee(record: Record, row: LoopRow, *, markdown: bool = False) -> Result:
    """The hiring committee's page."""
    page = convene(record, Bank(), row, time.time())
    return Result(page.as_dict(), render_markdown(page) if markdown else render_committee(page, text_width()))


def elsewhere(record: Record, row: LoopRow, at: Standing) -> Result:
    """A round that is held elsewhere: what to do, and how to come back."""
    width, other = text_width(), which(record, row)
    later = [one for one in standings(record, row) if not one.over and one.round.kind != "outside"]
    lines = [
        *fill(f"Round {at.number} of {len(row.spec.rounds)}: {named(at.round)}", width),
        "",
        *fill("This round is outside mockml: sit it elsewhere, then tick how it went.", width),
        *fill(at.round.advice.strip(), width),
        "",
    ]
    if later:
        first = f"mockml loop next --round {later[0].number}{other}"
        lines += fill(f"To sit another round first: {command(first)}", width)
    tick = f"mockml loop tick {at.number} strong{other}"
    return Result(None, "\n".join([*lines, *fill(f"Next: {command(tick)} (or weak, or skip)", width)]))


def afterwards(record: Record, row: LoopRow, number: int, code: int) -> Result:
    """What a round came to, and the way on; after the last one, the committee's page."""
    found, width = standings(record, row), text_width()
    now = found[number - 1]
    if now.state != "done":
        again = "mockml loop next" + ("" if upcoming(found) == now else f" --round {number}") + which(record, row)
        return Result(None, "\n".join(["", *fill(f"All is saved. Next: {command(again)}", width)]), code)
    text = _debrief(record, now)
    if upcoming(found) is None:
        return Result(None, f"{text}\n{committee(record, row).text}", code)
    one = results_of(record, Bank(), row, found)[number - 1]
    said = f"Round {number} of {len(found)}, {one.title}: {one.level or 'not assessed'} ({one.said})."
    next_one = f"Next: {command(f'mockml loop next{which(record, row)}')}"
    return Result(None, "\n".join([text, *fill(said, width), *fill(next_one, width)]), code)


def _debrief(record: Record, at: Standing) -> str:
    """The debrief of a round of code, whose result is kept for `history` and `stats`."""
    from mockml.cli.past import debrief_of
    from mockml.report.keeping import keep_result
    from mockml.report.text import render_text

    session = record.named(at.row.uuid or "") if at.row is not None and at.round.kind == "interview" else None
    if session is None:
        return ""
    debrief = debrief_of(record, session.id)
    keep_result(record, debrief, Bank().rubric(session.rubric).levels)
    return f"\n{render_text(debrief, text_width())}\n"


def named(one: Round) -> str:
    """A round in a few words."""
    return f"{one.title} ({one.kind}, {one.minutes:g} min)"


def length(spec: Loop) -> str:
    """How long a loop takes."""
    hours, minutes = divmod(round(spec.minutes), 60)
    return f"{hours} h {minutes:02d} min" if hours else f"{minutes} min"


def which(record: Record, row: LoopRow) -> str:
    """What a command needs to mean this loop, where it would mean another without."""
    return "" if current(record).id == row.id else f" --loop {row.id}"


def _round(one: Round) -> dict[str, Any]:
    return {"id": one.id, "title": one.title, "kind": one.kind, "minutes": one.minutes, "weight": one.weight}


def _came_to(one: RoundResult) -> dict[str, Any]:
    return {"number": one.number, "state": one.state, "level": one.level, "said": one.said, "command": one.command}
