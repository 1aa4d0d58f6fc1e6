"""`mockml history` and `mockml report`: what was."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from mockml.bank.library import Bank
from mockml.cli import options
from mockml.cli.output import Result, columns, emit, text_width, write_document
from mockml.errors import NotFound, UsageProblem
from mockml.record.database import Record
from mockml.report.clean import clean
from mockml.report.debrief import Debrief, build
from mockml.report.text import render_text

Limit = Annotated[int, typer.Option("--limit", min=1, help="At most this many, the newest first.")]

Reference = Annotated[bool, typer.Option("--reference", help="Show the reference beside your solution.")]
Html = Annotated[bool, typer.Option("--html", help="Write it as one HTML page that needs no network.")]
Markdown = Annotated[bool, typer.Option("--markdown", help="Print it as Markdown, for a second opinion.")]
Output = Annotated[
    Path | None, typer.Option("-o", "--output", help="The file to write; - is stdout.", show_default=False)
]
Force = Annotated[bool, typer.Option("--force", help="Replace a file that is not an earlier report.")]
STREAM = Path("-")


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command(epilog="Example: mockml history --problem kmeans")(history)
    app.command(epilog="Example: mockml report 3 --html")(report)


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
    reference: Reference = False,
    html: Html = False,
    markdown: Markdown = False,
    output: Output = None,
    force: Force = False,
    as_json: options.Json = False,
) -> None:
    """Print the debrief of a session, or write it as a page."""
    _check_format(html, markdown, as_json, output is not None or force)
    with Record.open() as record:
        if session is None:
            latest = record.latest()
            if latest is None:
                raise NotFound("there are no sessions yet", "mockml start begins one")
            session = latest.id
        if html or markdown:
            text = _document(record, session, html, reveal, reference)
        else:
            debrief = debrief_of(record, session)
    if html or markdown:
        _deliver(text, session, html, output, force)
        return
    text = render_text(debrief, text_width(160 if reference else 100), reveal, reference)
    emit("report", Result(debrief.as_dict(), text), as_json=as_json)


def _day(text: str) -> float:
    """The epoch second at which a day begins here."""
    try:
        return time.mktime(time.strptime(text, "%Y-%m-%d"))
    except (ValueError, OverflowError):
        raise UsageProblem(f"--since {text}: not a day", "for example: --since 2026-11-01") from None


def _check_format(html: bool, markdown: bool, as_json: bool, to_file: bool) -> None:
    chosen = [name for name, given in (("--html", html), ("--markdown", markdown), ("--json", as_json)) if given]
    if len(chosen) > 1:
        raise UsageProblem(f"{' and '.join(chosen)} do not go together", "choose one of --html, --markdown and --json")
    if to_file and not (html or markdown):
        raise UsageProblem("--output and --force go with --html or --markdown", "see: mockml report --help")


def _document(record: Record, session: int, html: bool, reveal: bool, reference: bool) -> str:
    """The debrief as HTML, or as Markdown."""
    from mockml.report.page import build_page

    row, bank = record.session(session), Bank()
    problem, rubric, events = bank.problem(row.problem), bank.rubric(row.rubric), record.events(session)
    page = build_page(build(row, problem, events, rubric), problem, rubric, events, reveal=reveal)
    if html:
        from mockml.report.html import render_html

        return render_html(page, reference=reference)
    from mockml.report.markdown import render_markdown

    return render_markdown(page, reference=reference)


def _deliver(text: str, session: int, html: bool, output: Path | None, force: bool) -> None:
    """To stdout or to a file, as was asked for; without a word, a page is a file and Markdown is text."""
    from mockml.report.html import is_report
    from mockml.report.markdown import is_markdown_report
    from mockml.report.writing import write_report

    target = output or (Path(f"mockml-session-{session}.html") if html else STREAM)
    if target == STREAM:
        write_document(text)
        return
    write_report(target, text, is_report if html else is_markdown_report, force=force)
    then = "open it in a browser" if html else "paste it to somebody whose judgement you trust"
    emit("report", Result(None, f"{clean(str(target))}: session {session}. Next: {then}"), as_json=False)


def debrief_of(record: Record, session: int) -> Debrief:
    """The debrief of a session in the record."""
    row = record.session(session)
    bank = Bank()
    return build(row, bank.problem(row.problem), record.events(session), bank.rubric(row.rubric))


def _iso(seconds: float) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))
