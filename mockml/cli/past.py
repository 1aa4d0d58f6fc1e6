"""`mockml history` and `mockml report`: what was."""

from __future__ import annotations

import time
from typing import Annotated

import typer

from mockml.bank.library import Bank
from mockml.cli import options
from mockml.cli.output import Result, columns, emit, text_width
from mockml.errors import NotFound
from mockml.record.database import Record
from mockml.report.debrief import Debrief, build
from mockml.report.text import render_text

Limit = Annotated[int, typer.Option("--limit", min=1, help="At most this many, the newest first.")]


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command(epilog="Example: mockml history --problem kmeans")(history)
    app.command(epilog="Example: mockml report 3 --reveal")(report)


def history(problem: options.ProblemOption = None, limit: Limit = 50, as_json: options.Json = False) -> None:
    """List past sessions, the newest first."""
    with Record.open() as record:
        found = record.sessions(problem=problem, limit=limit)
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


def debrief_of(record: Record, session: int) -> Debrief:
    """The debrief of a session in the record."""
    row = record.session(session)
    bank = Bank()
    return build(row, bank.problem(row.problem), record.events(session), bank.rubric(row.rubric))


def _iso(seconds: float) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))
