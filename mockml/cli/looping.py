"""`mockml loop`: a whole interview loop, round by round, and the hiring committee's page."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from mockml.bank.library import Bank
from mockml.cli import options
from mockml.cli.output import Result, columns, emit, narrate, text_width
from mockml.errors import NotFound, UsageProblem, nearest
from mockml.record.database import Record
from mockml.record.loops import LoopRow, Loops, Tick

if TYPE_CHECKING:
    from mockml.bank.loops import Loop, Round
    from mockml.host.looproom import Standing
    from mockml.report.committee import RoundResult

TICKS = get_args(Tick)


def _complete_loop(incomplete: str) -> list[str]:
    return [name for name in Bank().loop_names() if name.startswith(incomplete)]


Name = Annotated[
    str, typer.Argument(metavar="[NAME|FILE]", help="A loop's name or a .yaml file.", autocompletion=_complete_loop)
]
Which = Annotated[int | None, typer.Option("--loop", help="A loop's number; else the one that goes on.")]
RoundOption = Annotated[int | None, typer.Option("--round", help="The round to sit; else the next one.")]
FileOption = Annotated[Path | None, typer.Option("--file", help="In a round of code: the solution file.")]
Aloud = Annotated[bool, typer.Option("--aloud", help="In a round of questions: answer aloud and mark it yourself.")]
Number = Annotated[int, typer.Argument(help="The round's number.", show_default=False)]
How = Annotated[str, typer.Argument(metavar="strong|weak|skip", help="How it went.", show_default=False)]
Page = Annotated[int | None, typer.Argument(metavar="[LOOP]", help="A loop's number; else the latest.")]
Markdown = Annotated[bool, typer.Option("--markdown", help="Print it as Markdown.")]

HELP = "Run a whole interview loop, on one day or several, up to the hiring committee's page."
group = typer.Typer(
    help=HELP, invoke_without_command=True, rich_markup_mode=None, epilog="Example: mockml loop start new-grad"
)


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.add_typer(group, name="loop")


@group.callback()
def status(context: typer.Context, loop: Which = None, as_json: options.Json = False) -> None:
    """Run a whole interview loop, on one day or several, up to the hiring committee's page."""
    if context.invoked_subcommand is not None:
        if loop is not None or as_json:
            raise UsageProblem(
                "options go after the name of what is to be done", "for example: mockml loop next --loop 1"
            )
        return
    with Record.open() as record:
        row = _row(record, loop)
        emit("loop", _standing(record, row), as_json=as_json)


@group.command("list", epilog="Example: mockml loop list")
def list_loops(as_json: options.Json = False) -> None:
    """List the loops that ship."""
    bank = Bank()
    loops = [bank.loop(name) for name in bank.loop_names()]
    data = [
        {"id": one.id, "title": one.title, "minutes": one.minutes, "rounds": [_plain(each) for each in one.rounds]}
        for one in loops
    ]
    rows = [("LOOP", "ROUNDS", "TIME", "TITLE")]
    rows += [(one.id, str(len(one.rounds)), _time(one), one.title) for one in loops]
    emit("loop", Result(data, f"{columns(rows)}\n\nNext: mockml loop start {loops[0].id}"), as_json=as_json)


@group.command(epilog="Example: mockml loop start new-grad")
def start(name: Name = "new-grad", as_json: options.Json = False) -> None:
    """Begin a loop. Nothing is sat yet; each round begins with `mockml loop next`."""
    from mockml.report.layout import fill

    spec = Bank().loop(name)
    with Record.open() as record:
        waiting = [row for row in Loops(record).newest_first() if not _is_over(record, row)]
        row = Loops(record).begin(spec, time.time())
        if waiting:
            narrate(f"mockml: loop {waiting[0].id} waits, too: mockml loop next --loop {waiting[0].id}")
        result = _standing(record, row)
    about = "\n".join(fill(f"{spec.about.strip()} {_time(spec)} in all, on one day or several.", text_width()))
    emit("loop", Result(result.data, f"{about}\n\n{result.text}"), as_json=as_json)


@group.command("next", epilog="Example: mockml loop next --round 3")
def sit(
    round_: RoundOption = None,
    loop: Which = None,
    file: FileOption = None,
    aloud: Aloud = False,
    plain: options.Plain = False,
) -> None:
    """Sit the next round, or go on with one that was left."""
    with Record.open() as record:
        row = _row(record, loop)
        at = _chosen(record, row, round_)
        if at is None:
            emit("loop", _page(record, row), as_json=False)
            return
        if at.round.kind == "outside":
            emit("loop", Result(None, _outside(row, at)), as_json=False)
            return
        narrate(f"mockml: round {at.number} of {len(row.spec.rounds)}, {_told(at.round)}")
        code = _sit(record, row, at, file, aloud=aloud, plain=plain)
        emit("loop", _afterwards(record, Loops(record).get(row.id), at, code), as_json=False)


@group.command(epilog="Example: mockml loop tick 1 strong")
def tick(number: Number, how: How, loop: Which = None, as_json: options.Json = False) -> None:
    """Say how a round outside this tool went, or leave a round out."""
    if how not in TICKS:
        raise UsageProblem(f"{how!r}: a round is ticked as strong, weak or skip", nearest(how, TICKS))
    with Record.open() as record:
        row = _row(record, loop)
        at = _numbered(record, row, number)
        if at.round.kind != "outside" and how != "skip":
            raise UsageProblem(f"round {number} is judged by what you do in it", f"mockml loop next --round {number}")
        if at.round.kind != "outside" and at.state in ("begun", "done"):
            raise UsageProblem(f"round {number} is {at.state} and cannot be left out", "mockml loop report")
        Loops(record).set_round(row.id, number, time.time(), tick=next(one for one in get_args(Tick) if one == how))
        emit("loop", _standing(record, Loops(record).get(row.id)), as_json=as_json)


@group.command(epilog="Example: mockml loop report --markdown")
def report(loop: Page = None, markdown: Markdown = False, as_json: options.Json = False) -> None:
    """Print the hiring committee's page, as far as the loop has come."""
    with Record.open() as record:
        emit("loop", _page(record, _row(record, loop, latest=True), markdown=markdown), as_json=as_json)


# -- sitting a round ---------------------------------------------------------------------------------------------


def _sit(record: Record, row: LoopRow, at: Standing, file: Path | None, *, aloud: bool, plain: bool) -> int:
    """Sits a round of this tool on the standard streams; the exit code."""
    from mockml.bank.loops import TALKED
    from mockml.host.looproom import LoopRoom
    from mockml.interview.clock import SystemClock
    from mockml.record.places import data_dir
    from mockml.record.settings import load_settings
    from mockml.screen.run import run_quiz, run_session

    room, settings = LoopRoom(row, Bank(), record, SystemClock(), data_dir()), load_settings()
    if at.round.kind in TALKED:
        with room.quiz(at, aloud=aloud) as quiz:
            return run_quiz(quiz, width=text_width(), settings=settings)
    with room.interview(at, file) as seated:
        return run_session(seated, plain=plain, width=text_width(120), settings=settings)


def _afterwards(record: Record, row: LoopRow, at: Standing, code: int) -> Result:
    """What a round came to, and the way on; after the last one, the committee's page."""
    from mockml.host.looproom import standings, upcoming

    found = standings(record, row)
    now = found[at.number - 1]
    if now.state != "done":
        again = f"mockml loop next{_of(record, row)}" + ("" if upcoming(found) == now else f" --round {at.number}")
        return Result(None, f"\nAll is saved. Next: {again}", code)
    text = _debrief(record, now)
    if upcoming(found) is None:
        return Result(None, f"{text}\n{_page(record, row).text}", code)
    result = _results(record, row, found)[at.number - 1]
    text += f"\nRound {at.number} of {len(found)}, {at.round.title}: {result.level or 'not assessed'} ({result.said})."
    return Result(None, f"{text}\nNext: mockml loop next{_of(record, row)}", code)


def _debrief(record: Record, at: Standing) -> str:
    """The debrief of a round of code, which also keeps its result for `history` and `stats`."""
    from mockml.cli.past import debrief_of
    from mockml.report.keeping import keep_result
    from mockml.report.text import render_text

    session = record.named(at.row.uuid or "") if at.row is not None and at.round.kind == "interview" else None
    if session is None:
        return ""
    debrief = debrief_of(record, session.id)
    keep_result(record, debrief, Bank().rubric(session.rubric).levels)
    return f"\n{render_text(debrief, text_width())}\n"


# -- what is said ------------------------------------------------------------------------------------------------


def _standing(record: Record, row: LoopRow) -> Result:
    """Where a loop stands: a line or two for each round, and the next command."""
    from mockml.host.looproom import standings, upcoming
    from mockml.report.layout import command, fill

    found, width = standings(record, row), text_width()
    results = _results(record, row, found)
    lines = [*fill(f"Loop {row.id}: {row.spec.title} ({row.spec.id})", width), ""]
    for at, result in zip(found, results, strict=True):
        lines += fill(f"{at.number}. {_told(at.round)}", width, "", "   ")
        said = f"{result.level}: {result.said}" if result.level else result.said
        lines += fill("to be held elsewhere, then ticked" if _elsewhere(at) else said, width, "   ", "   ")
    to_type = "mockml loop report" if upcoming(found) is None else f"mockml loop next{_of(record, row)}"
    data = {
        "loop": row.id,
        "id": row.spec.id,
        "title": row.spec.title,
        "over": upcoming(found) is None,
        "next": to_type,
        "rounds": [{**_plain(at.round), **_came_to(one)} for at, one in zip(found, results, strict=True)],
    }
    return Result(data, "\n".join([*lines, "", *fill(f"Next: {command(to_type)}", width)]))


def _page(record: Record, row: LoopRow, *, markdown: bool = False) -> Result:
    from mockml.report.committee import convene
    from mockml.report.committee_text import render_committee, render_markdown

    page = convene(record, Bank(), row, time.time())
    return Result(page.as_dict(), render_markdown(page) if markdown else render_committee(page, text_width()))


def _outside(row: LoopRow, at: Standing) -> str:
    """A round that is held elsewhere: what to do, and how to come back."""
    from mockml.report.layout import command, fill

    width, later = (
        text_width(),
        [n for n, one in enumerate(row.spec.rounds, 1) if n > at.number and one.kind != "outside"],
    )
    lines = [
        *fill(f"Round {at.number} of {len(row.spec.rounds)}: {_told(at.round)}", width),
        "",
        *fill("This round is outside mockml: sit it elsewhere, then tick how it went.", width),
        *fill(at.round.advice.strip(), width),
        "",
    ]
    number = f" --loop {row.id}"
    if later:
        lines += fill(f"To sit another round first: {command(f'mockml loop next --round {later[0]}')}", width)
    return "\n".join(
        [*lines, *fill(f"Next: {command(f'mockml loop tick {at.number} strong{number}')}, or weak, or skip", width)]
    )


def _elsewhere(at: Standing) -> bool:
    return at.round.kind == "outside" and at.state == "open"


def _told(one: Round) -> str:
    return f"{one.title} ({one.kind}, {one.minutes:g} min)"


def _time(spec: Loop) -> str:
    hours, minutes = divmod(round(spec.minutes), 60)
    return f"{hours} h {minutes:02d} min" if hours else f"{minutes} min"


def _plain(one: Round) -> dict[str, Any]:
    return {"id": one.id, "title": one.title, "kind": one.kind, "minutes": one.minutes, "weight": one.weight}


def _came_to(one: RoundResult) -> dict[str, Any]:
    return {"number": one.number, "state": one.state, "level": one.level, "said": one.said, "command": one.command}


# -- which loop, which round ---------------------------------------------------------------------------------------


def _row(record: Record, number: int | None, *, latest: bool = False) -> LoopRow:
    from mockml.host.looproom import current

    if number is not None:
        return Loops(record).get(number)
    rows = Loops(record).newest_first()
    return rows[0] if latest and rows else current(record)


def _chosen(record: Record, row: LoopRow, number: int | None) -> Standing | None:
    from mockml.host.looproom import standings, upcoming

    if number is None:
        return upcoming(standings(record, row))
    at = _numbered(record, row, number)
    if at.state == "done":
        raise UsageProblem(f"round {number} is done", "mockml loop report")
    return at


def _numbered(record: Record, row: LoopRow, number: int) -> Standing:
    from mockml.host.looproom import standings

    found = standings(record, row)
    if not 1 <= number <= len(found):
        raise NotFound(
            f"no round {number} in loop {row.id}", f"its rounds are 1 to {len(found)}; mockml loop lists them"
        )
    return found[number - 1]


def _is_over(record: Record, row: LoopRow) -> bool:
    from mockml.host.looproom import standings, upcoming

    return upcoming(standings(record, row)) is None


def _of(record: Record, row: LoopRow) -> str:
    """What a command needs to mean this loop, where it would mean another without."""
    from mockml.host.looproom import current

    return "" if current(record).id == row.id else f" --loop {row.id}"


def _results(record: Record, row: LoopRow, found: list[Standing]) -> list[RoundResult]:
    from mockml.report.committee import results_of

    return results_of(record, Bank(), row, found)
