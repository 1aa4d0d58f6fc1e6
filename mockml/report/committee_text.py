"""The hiring committee's page as plain text, from 60 columns up, and as Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from mockml.report.clean import clean
from mockml.report.committee import Committee
from mockml.report.layout import command, fill
from mockml.report.markdown import inline
from mockml.report.rounds import Piece, RoundResult
from mockml.scoring.assess import NOT_ASSESSED

NONE_STRONG = "Nothing yet that a committee would hold up."
NONE_WEAK = "Nothing that a committee would hold against you."


def render_committee(page: Committee, width: int) -> str:
    """The page, wrapped to `width` columns."""
    parts = [
        _head(page, width),
        "\n".join(["ROUNDS", *(row for one in page.rounds for row in ["", *_round(one, width)])]),
        "\n".join(["HOW THEY COMBINE", "", *fill(page.explained, width, "  ", "  ")]),
        _pieces("STRONGEST EVIDENCE", page.strongest, NONE_STRONG, width),
        _pieces("WEAKEST EVIDENCE", page.weakest, NONE_WEAK, width),
        _week(page, width),
        "\n".join(fill(f"Next: {command(next_command(page))}", width)),
    ]
    return "\n\n".join(parts)


def next_command(page: Committee) -> str:
    """What to type after reading the page."""
    if page.open is not None:
        return f"mockml loop next --loop {page.loop}"
    return next((one.command for day in page.days for one in day.todo), "mockml next")


def _head(page: Committee, width: int) -> str:
    lines = [
        *fill(f"HIRING COMMITTEE on loop {page.loop}: {page.title}", width),
        *fill(f"begun {page.started_at[:10]}; {page.assessed} of {len(page.rounds)} rounds assessed", width),
        "",
        *fill(f"Decision: {page.decision.upper()}", width),
    ]
    return "\n".join([*lines, *(row for words in page.why for row in fill(words, width))])


def _round(one: RoundResult, width: int) -> list[str]:
    lines = fill(f"{one.number}. {one.title}: {(one.level or NOT_ASSESSED).upper()}", width, "", "   ")
    lines += fill(f"{_kind(one)}; {one.said}", width, "   ", "   ")
    return lines + (fill(command(one.command), width, "   ") if one.command else [])


def _kind(one: RoundResult) -> str:
    counts = {0: ", counts for nothing", 1: "", 2: ", counts twice"}.get(one.weight, f", counts {one.weight} times")
    return f"{one.kind}, {one.minutes:g} min{counts}"


def _pieces(title: str, pieces: Sequence[Piece], none: str, width: int) -> str:
    if not pieces:
        return "\n".join([title, "", *fill(none, width, "  ", "  ")])
    return "\n".join([title, "", *(row for one in pieces for row in fill(_said(one), width, "- ", "  "))])


def _said(piece: Piece) -> str:
    return f"{piece.round}: {piece.text}"


def _week(page: Committee, width: int) -> str:
    lines = ["THE WEEK AFTER", ""]
    for day in page.days:
        lines.append(f"  {day.day:%a} {day.day.isoformat()}  {day.minutes:g} min")
        for one in day.todo:
            why = f"{one.title}; {one.reason}" if one.why in ("failed", "piece") else one.title
            lines += fill(f"{command(one.command)} ({why})", width, f"  {one.minutes:>4g}  ", " " * 10)
    return "\n".join(lines)


def render_markdown(page: Committee) -> str:
    """The page as Markdown, for a file."""
    lines = [f"# Hiring committee on loop {page.loop}: {inline(page.title)}", ""]
    lines += [f"Begun {page.started_at[:10]}; {page.assessed} of {len(page.rounds)} rounds assessed.", ""]
    lines += [f"**Decision: {inline(page.decision)}.** {inline(' '.join(page.why))}", "", "## Rounds", ""]
    lines += ["| round | kind | level | how |", "| --- | --- | --- | --- |"]
    for one in page.rounds:
        said = inline(one.said) + (f" (`{one.command}`)" if one.command else "")
        cells = (f"{one.number}. {inline(one.title)}", _kind(one), one.level or NOT_ASSESSED, said)
        lines.append(f"| {' | '.join(cells)} |")
    lines += ["", "## How they combine", "", inline(page.explained), "", "## Strongest evidence", ""]
    lines += [f"- {inline(_said(one))}" for one in page.strongest] or [NONE_STRONG]
    lines += ["", "## Weakest evidence", "", *([f"- {inline(_said(one))}" for one in page.weakest] or [NONE_WEAK])]
    lines += ["", "## The week after", ""]
    for day in page.days:
        todo = "; ".join(f"`{one.command}` ({one.minutes:g} min)" for one in day.todo)
        lines.append(f"- {day.day:%a} {day.day.isoformat()}: {todo or 'nothing'}")
    return clean("\n".join(lines))
