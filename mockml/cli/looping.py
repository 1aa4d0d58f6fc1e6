"""`mockml loop`: a whole interview loop, round by round, and the hiring committee's page."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from typing import Annotated, get_args

import typer

from mockml.bank.library import Bank
from mockml.bank.loops import TALKED
from mockml.cli import options
from mockml.cli.loop_words import afterwards, committee, elsewhere, listed, named, stands
from mockml.cli.output import emit, narrate, text_width
from mockml.errors import NotFound, UsageProblem, nearest
from mockml.host.looproom import LoopRoom, Standing, current, standings, upcoming
from mockml.interview.clock import SystemClock
from mockml.record.database import Record
from mockml.record.loops import LoopRow, Loops, RoundRow, Tick
from mockml.record.places import data_dir

TICKS: tuple[Tick, ...] = get_args(Tick)


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

group = typer.Typer(
    help="Run a whole interview loop. On one day or several, up to the hiring committee's page.",
    invoke_without_command=True,
    rich_markup_mode=None,
    epilog="Example: mockml loop start new-grad",
)


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.add_typer(group, name="loop")


@group.callback()
def status(context: typer.Context, loop: Which = None, as_json: options.Json = False) -> None:
    """Run a whole interview loop. On one day or several, up to the hiring committee's page."""
    if context.invoked_subcommand is None:
        with Record.open() as record:
            emit("loop", stands(record, _row(record, loop)), as_json=as_json)
    elif loop is not None or as_json:
        raise UsageProblem("options go behind what is to be done", "for example: mockml loop next --loop 1")


@group.command("list", epilog="Example: mockml loop list")
def list_loops(as_json: options.Json = False) -> None:
    """List the loops that ship."""
    emit("loop", listed(Bank()), as_json=as_json)


@group.command(epilog="Example: mockml loop start new-grad")
def start(name: Name = "new-grad", as_json: options.Json = False) -> None:
    """Begin a loop. Nothing is sat yet: each round begins with mockml loop next."""
    spec = Bank().loop(name)
    with Record.open() as record:
        waiting = [one for one in Loops(record).newest_first() if upcoming(standings(record, one)) is not None]
        row = Loops(record).begin(spec, time.time())
        if waiting and not as_json:
            narrate(f"mockml: loop {waiting[0].id} waits, too: mockml loop next --loop {waiting[0].id}")
        emit("loop", stands(record, row, about=True), as_json=as_json)


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
        at = upcoming(standings(record, row)) if round_ is None else _numbered(record, row, round_)
        if at is None:
            result = committee(record, row)
        elif at.round.kind == "outside":
            result = elsewhere(record, row, at)
        elif at.state == "done":
            raise UsageProblem(f"round {at.number} is done", "mockml loop report")
        else:
            narrate(f"mockml: round {at.number} of {len(row.spec.rounds)}, {named(at.round)}")
            code = _sit(LoopRoom(row, Bank(), record, SystemClock(), data_dir()), at, file, aloud=aloud, plain=plain)
            result = afterwards(record, Loops(record).get(row.id), at.number, code)
        emit("loop", result, as_json=False)


@group.command(epilog="Example: mockml loop tick 1 strong")
def tick(number: Number, how: How, loop: Which = None, as_json: options.Json = False) -> None:
    """Say how a round outside this tool went, or leave a round out."""
    ticked = next((one for one in TICKS if one == how), None)
    if ticked is None:
        raise UsageProblem(f"{how!r}: a round is ticked as strong, weak or skip", nearest(how, TICKS))
    with Record.open() as record:
        row = _row(record, loop)
        at = _numbered(record, row, number)
        if at.round.kind != "outside" and at.state == "done":
            raise UsageProblem(f"round {number} is done", "mockml loop report")
        if at.round.kind != "outside" and ticked != "skip":
            raise UsageProblem(f"round {number} is judged by what you do in it", f"mockml loop next --round {number}")
        Loops(record).set_round(row.id, RoundRow(number, time.time(), None, ticked))
        emit("loop", stands(record, Loops(record).get(row.id)), as_json=as_json)


@group.command(epilog="Example: mockml loop report --markdown")
def report(loop: Page = None, markdown: Markdown = False, as_json: options.Json = False) -> None:
    """Print the hiring committee's page, as far as the loop has come."""
    with Record.open() as record:
        row = next(iter(Loops(record).newest_first()), None) if loop is None else None
        emit("loop", committee(record, row or _row(record, loop), markdown=markdown), as_json=as_json)


def _sit(room: LoopRoom, at: Standing, file: Path | None, *, aloud: bool, plain: bool) -> int:
    """Sits a round on the standard streams, on the full screen where there can be one; the exit code."""
    from mockml.record.settings import load_settings
    from mockml.screen.run import run_quiz, run_session

    settings = load_settings()
    if at.round.kind in TALKED:
        with room.quiz(at, aloud=aloud) as quiz:
            return run_quiz(quiz, width=text_width(), settings=settings)
    if at.round.kind in ("drill", "hunt"):
        with room.exercise(at) as item:
            return _exercise(at, item, file)
    with room.interview(at, file) as seated:
        return run_session(seated, plain=plain, width=text_width(120), settings=settings)


def _exercise(at: Standing, item: str, file: Path | None) -> int:
    """Runs a drill or a hunt as its own command does; the exit code."""
    from mockml.cli.main import call

    if at.state == "begun":
        with suppress(NotFound):  # it was killed before there was anything to go on with
            return call([at.round.kind, item, "--resume"])
    words = [at.round.kind, item, "--minutes", f"{at.round.minutes:g}"]
    return call([*words, *(["--file", str(file)] if file is not None else [])])


def _row(record: Record, number: int | None) -> LoopRow:
    return current(record) if number is None else Loops(record).get(number)


def _numbered(record: Record, row: LoopRow, number: int) -> Standing:
    found = standings(record, row)
    if not 1 <= number <= len(found):
        hint = f"its rounds are 1 to {len(found)}; mockml loop lists them"
        raise NotFound(f"no round {number} in loop {row.id}", hint)
    return found[number - 1]
