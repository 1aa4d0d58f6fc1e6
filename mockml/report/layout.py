"""Lines laid out to a width: text from outside is cleaned, and a command to type is never broken over two lines."""

from __future__ import annotations

import textwrap

from mockml.report.clean import clean

JOINT = "\x00"  # stands for a space inside a command while lines are broken; cleaned text holds none


def command(text: str) -> str:
    """A command that `fill` keeps on one line, so that it can be copied."""
    return " ".join(clean(text).split("\n")).replace(" ", JOINT)


def fill(text: str, width: int, first: str = "", then: str | None = None) -> list[str]:
    """One paragraph as lines of at most `width` columns; only a longer word or command is longer."""
    cleaned = JOINT.join(clean(part) for part in text.split(JOINT))
    lines = textwrap.wrap(
        cleaned,
        width,
        initial_indent=first,
        subsequent_indent=first if then is None else then,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [line.replace(JOINT, " ") for line in lines] or [""]


def block(text: str, width: int, indent: str) -> list[str]:
    """Text of several lines, each wrapped and indented; what has no space to break at is cut at the width."""
    return [
        row
        for part in clean(text).splitlines() or [""]
        for row in textwrap.wrap(part, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
    ]
