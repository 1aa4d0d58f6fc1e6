"""`mockml export` and `mockml import`: the whole record as lines of JSON, to keep or to take along."""

from __future__ import annotations

import shlex
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from mockml.cli import options
from mockml.cli.output import Result, emit, narrate, write
from mockml.record.database import Record

STREAM = Path("-")
Target = Annotated[Path, typer.Argument(help="The file to write; - is stdout.", show_default=False, metavar="FILE")]
Source = Annotated[Path, typer.Argument(help="The file to read; - is stdin.", show_default=False, metavar="FILE")]


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command("export", epilog="Example: mockml export record.jsonl")(export)
    app.command("import", epilog="Example: mockml import record.jsonl")(import_record)


def export(file: Target, as_json: options.Json = False) -> None:
    """Write the whole record as lines of JSON. Sessions, attempts, stories, loops."""
    from mockml.host.waiting import waiting
    from mockml.record.moving import export_lines, write_export

    with Record.open() as record:
        left = [one.command for one in waiting(record) if one.command.endswith("--resume")]
        if left:
            narrate(f"mockml: not part of it, since they are not over: {', '.join(left)}")
        if file != STREAM:
            count = write_export(record, file)
            name = shlex.quote(str(file))
            text = f"{file}: {count - 1} entries. Only you can read it. Next, on another machine: mockml import {name}"
            emit("export", Result({"file": str(file), "entries": count - 1}, text), as_json=as_json)
            return
        for line in export_lines(record):
            write(sys.stdout, line)
    narrate("Next: mockml import FILE, on another machine or with another MOCKML_HOME")


def import_record(file: Source, as_json: options.Json = False) -> None:
    """Take in a record that was exported. What is new is added, what is known stays as it is here."""
    from mockml.record.moving import import_lines, lines_of

    # A pipe is read to its end first: meanwhile, other terminals can write to the record.
    lines = sys.stdin.buffer.readlines() if file == STREAM else lines_of(file)
    with Record.open() as record:
        taken = import_lines(record, lines, "stdin" if file == STREAM else str(file))
    news = f"New: {taken.sessions} sessions, {taken.attempts} attempts, {taken.stories} parts of stories"
    news += f", {taken.loops} loops." if taken.loops else "."
    text = f"{news}\nThere already, and left as they were: {taken.known}. Next: mockml history"
    emit("import", Result(asdict(taken), text), as_json=as_json)
