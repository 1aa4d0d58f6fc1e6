"""`mockml start`, `resume` and `demo`: the interview itself."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from mockml.bank.library import Bank
from mockml.cli import options
from mockml.cli.offer import choose
from mockml.cli.output import Result, emit, text_width
from mockml.errors import NotFound, UsageProblem, nearest
from mockml.record.settings import THEMES, Settings, load_settings

Which = Annotated[
    str | None,
    typer.Argument(help="A problem's id, or its folder; else one is chosen.", autocompletion=options.complete_problem),
]
FileOption = Annotated[Path | None, typer.Option("--file", help="The solution file [./problem_id.py].")]
Minutes = Annotated[float | None, typer.Option(help="Scale all phases to this many minutes [45].")]
Phases = Annotated[str | None, typer.Option(help="Minutes of single phases: clarify=5,code=30.")]
RubricOption = Annotated[str, typer.Option("--rubric", help="A rubric's name or a .yaml file.")]
Theme = Annotated[str | None, typer.Option(help="The full screen's colours: dark, light or terminal.")]
EditCmd = Annotated[str | None, typer.Option("--edit-cmd", help="Opens your editor; the file's path is added.")]


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command(epilog="Example: mockml start kmeans --minutes 30")(start)
    app.command(epilog="Example: mockml resume")(resume)
    app.command(epilog="Example: mockml demo")(demo)


def start(
    problem: Which = None,
    pattern: Annotated[str | None, typer.Option(help="Without a problem: offer one of this pattern.")] = None,
    difficulty: Annotated[str | None, typer.Option(help="Without a problem: easy, medium or hard.")] = None,
    file: FileOption = None,
    minutes: Minutes = None,
    phases: Phases = None,
    seed: options.Seed = None,
    rubric: RubricOption = "four-signal",
    timeout: options.Timeout = None,
    edit_cmd: EditCmd = None,
    plain: options.Plain = False,
    theme: Theme = None,
    allow_pause: Annotated[bool, typer.Option("--allow-pause", help="Let /pause stop the clock.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="No going back; the clock runs on if you leave.")] = False,
    tour: Annotated[bool, typer.Option("--tour", help="Explain each phase as it begins.")] = False,
) -> None:
    """Sit in the room: an interview on one problem, with a clock."""
    from mockml.host.seating import Wish, seat_new
    from mockml.interview.clock import SystemClock
    from mockml.interview.plan import make_plan
    from mockml.interview.state import Manners
    from mockml.record.database import Record
    from mockml.record.places import data_dir
    from mockml.screen.editor import start_apart
    from mockml.screen.run import run_session

    if problem is not None and (pattern or difficulty):
        raise UsageProblem("--pattern and --difficulty choose a problem, and one is named", "leave one of them out")
    bank = Bank()
    if allow_pause and strict:
        raise UsageProblem("--allow-pause and --strict exclude each other", "leave one of them out")
    settings = _settings(theme, edit_cmd)
    manners = Manners(allow_pause, strict, tour)
    wish = Wish(
        problem or choose(bank, pattern, difficulty), make_plan(minutes, phases), file, seed, rubric, timeout, manners
    )
    with Record.open() as record:
        with seat_new(wish, bank, record, SystemClock(), data_dir()) as seated:
            if edit_cmd:
                start_apart(edit_cmd, seated.host.seat.path)
            code = run_session(seated, plain=plain, width=text_width(120), settings=settings)
        _afterwards(record, seated.session, code)


def resume(
    session: options.Session = None, edit_cmd: EditCmd = None, plain: options.Plain = False, theme: Theme = None
) -> None:
    """Go on with a session that was left or broke off."""
    from mockml.host.seating import seat_again
    from mockml.interview.clock import SystemClock
    from mockml.record.database import Record
    from mockml.record.places import data_dir
    from mockml.screen.run import run_session

    settings = _settings(theme, edit_cmd)
    with Record.open() as record:
        if session is None:
            latest = record.latest(unfinished=True)
            if latest is None:
                raise NotFound("there is no session to go on with", "mockml start begins one")
            session = latest.id
        with seat_again(session, Bank(), record, SystemClock(), data_dir()) as seated:
            code = run_session(seated, plain=plain, width=text_width(120), settings=settings)
        _afterwards(record, session, code)


def demo(
    as_json: options.Json = False,
    keep: Annotated[Path | None, typer.Option(help="Keep its record and file in this folder.")] = None,
) -> None:
    """Watch a whole interview in a few seconds. A scripted candidate, a fast clock, everything else real."""
    from mockml.screen.demo import play

    debrief = play(Bank(), text_width(), sys.stderr if as_json else sys.stdout, keep)
    text = "That was a whole interview. Next: mockml start kmeans"
    emit("demo", Result(debrief.as_dict(), text), as_json=as_json)


def _settings(theme: str | None, edit_cmd: str | None) -> Settings:
    """The settings of the configuration file, with what the command line says instead."""
    settings = load_settings()
    if theme is not None and theme not in THEMES:
        raise UsageProblem(f"--theme {theme}: there is none of that name", nearest(theme, THEMES))
    return msgspec.structs.replace(settings, theme=theme or settings.theme, edit_cmd=edit_cmd or settings.edit_cmd)


def _afterwards(record: object, session: int, code: int) -> None:
    """The debrief of a finished session, or how to go on with one that was left."""
    from mockml.cli.past import debrief_of
    from mockml.record.database import Record
    from mockml.report.keeping import keep_result
    from mockml.report.text import render_text

    assert isinstance(record, Record)
    if record.session(session).finished:
        debrief = debrief_of(record, session)
        keep_result(record, debrief, Bank().rubric(record.session(session).rubric).levels)
        emit("start", Result(None, "\n" + render_text(debrief, text_width()), code), as_json=False)
    else:
        text = f"\nSession {session} is saved. Next: mockml resume {session}"
        emit("start", Result(None, text, code), as_json=False)
