"""`mockml delete`: a session out of the record, for good."""

from __future__ import annotations

import sys
import time
from typing import Annotated

import typer

from mockml.cli import options
from mockml.cli.output import Result, emit
from mockml.errors import UsageProblem
from mockml.record.database import Record
from mockml.record.locks import claim
from mockml.record.places import data_dir


def register(app: typer.Typer) -> None:
    """Adds the command of this module."""
    app.command(epilog="Example: mockml delete 3")(delete)


def delete(
    session: Annotated[int, typer.Argument(help="A session's number.", show_default=False)],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    as_json: options.Json = False,
) -> None:
    """Take a session out of the record for good. The solution file stays."""
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
