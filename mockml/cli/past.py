"""`mockml history` and `mockml report`: what was."""

from __future__ import annotations

import sys
import time
from typing import Annotated

import typer

from mockml.bank.library import Bank
from mockml.cli import options
from mockml.cli.output import Result, columns, emit, text_width
from mockml.errors import NotFound, UsageProblem
from mockml.record.database import Record
from mockml.record.locks import claim
from mockml.record.places import data_dir
from mockml.report.debrief import Debrief, build
from mockml.report.text import render_text

Limit = Annotated[int, typer.Option("--limit", min=1, help="At most this many, the newest first.")]


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command(epilog="Example: mockml history --problem kmeans")(history)
    app.command(epilog="Example: mockml report 3 --reveal")(report)
    app.command(epilog="Example: mockml delete 3")(delete)


def history(
    problem: Annotated[
        str | None,
        typer.Option("--problem", help="Only this problem's.", autocompletion=options.complete_problem),
    ] = None,
    since: Annotated[str | None, typer.Option(help="Only those begun on this day or later, as 2026-11-01.")] = None,
    decision: Annotated[str | None, typer.Option(help="Only those with this decision, as: strong hire.")] = None,
    unfinished: Annotated[bool, typer.Option("--unfinished", help="Only those that can be gone on with.")] = False,
    limit: Limit = 50,
    as_json: options.Json = False,
) -> None:
    """List past sessions, the newest first."""
    chosen = {"problem": problem, "decision": decision, "since": None if since is None else _day(since)}
    with Record.open() as record:
        found = record.sessions(**chosen, unfinished=True if unfinished else None, limit=limit)  # type: ignore[arg-type]
    data = [
        {
            "session": row.id,
            "problem": row.problem,
            "started_at": _iso(row.started_at),
            "finished": row.finished,
            "decision": row.decision,
            "score": row.score,
            "seed": row.seed,
            "rubric": row.rubric,
            "file": row.file,
        }
        for row in found
    ]
    rows = [("SESSION", "STARTED", "PROBLEM", "CASES", "DECISION")]
    rows += [
        (
            str(row.id),
            time.strftime("%Y-%m-%d %H:%M", time.localtime(row.started_at)),
            row.problem,
            "-" if row.score is None else f"{row.score:.0%}",
            (row.decision or "finished") if row.finished else "not finished",
        )
        for row in found
    ]
    text = f"{columns(rows)}\n\nNext: mockml report {found[0].id}" if found else "No sessions yet. Next: mockml start"
    emit("history", Result(data, text), as_json=as_json)


def report(
    session: options.Session = None,
    reveal: options.Reveal = False,
    reference: Annotated[bool, typer.Option("--reference", help="Show the reference beside your solution.")] = False,
    as_json: options.Json = False,
) -> None:
    """Print the debrief of a session."""
    with Record.open() as record:
        if session is None:
            latest = record.latest()
            if latest is None:
                raise NotFound("there are no sessions yet", "mockml start begins one")
            session = latest.id
        debrief = debrief_of(record, session)
    text = render_text(debrief, text_width(160 if reference else 100), reveal, reference)
    emit("report", Result(debrief.as_dict(), text), as_json=as_json)


def delete(
    session: Annotated[int, typer.Argument(help="A session's number.", show_default=False)],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    as_json: options.Json = False,
) -> None:
    """Take a session out of the record for good; the solution file stays."""
    with Record.open() as record:
        row = record.session(session)
        day = time.strftime("%Y-%m-%d", time.localtime(row.started_at))
        if not yes:
            _confirm(f"Delete session {session} ({row.problem}, {day}) for good? Type yes: ")
        with claim(session, data_dir()):  # one that is open in another terminal stays
            record.delete(session)
    emit("delete", Result({"session": session}, f"Session {session} is gone. Next: mockml history"), as_json=as_json)


def _confirm(question: str) -> None:
    if not (sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageProblem("deleting asks first, and there is nobody to ask", "add --yes")
    print(question, end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        raise UsageProblem("nothing was deleted", "type yes to delete")


def _day(text: str) -> float:
    """The epoch second at which a day begins here."""
    try:
        return time.mktime(time.strptime(text, "%Y-%m-%d"))
    except (ValueError, OverflowError):
        raise UsageProblem(f"--since {text}: not a day", "for example: --since 2026-11-01") from None


def debrief_of(record: Record, session: int) -> Debrief:
    """The debrief of a session in the record."""
    row = record.session(session)
    bank = Bank()
    return build(row, bank.problem(row.problem), record.events(session), bank.rubric(row.rubric))


def _iso(seconds: float) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))
