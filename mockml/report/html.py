"""A page as one HTML file that needs nothing else: no network, no fonts, nothing that its policy does not name.

Every text is escaped by Jinja; a policy in the page allows the page's own style and script by their hashes only, so
that even text which got through could do nothing.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from importlib.resources import files
from itertools import pairwise
from typing import Any

from mockml import __version__
from mockml.report.colour import Piece, coloured, plain
from mockml.report.timeline import timeline_of
from mockml.report.versions import Row, Version
from mockml.report.views import Page

GENERATOR = '<meta name="generator" content="mockml'
MOST_COLOURED = 400_000  # characters of all versions together


def render_html(page: Page, *, reference: bool = False) -> str:
    """The whole document; with `reference`, the reference beside the solution is unfolded."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    style, script = _part("page.css"), _part("page.js")
    return environment.from_string(_part("page.html.j2")).render(
        page=page,
        timeline=timeline_of(page),
        code=_code(page.versions),
        solution=coloured(page.solution),
        reference=coloured(page.reference),
        unfolded=reference,
        version=__version__,
        policy=policy(style, script),
        **_trusted(style=style, script=script),
    )


def is_report(opening: bytes) -> bool:
    """Whether a file that opens like this is an earlier report."""
    return GENERATOR.encode() in opening


def policy(style: str, script: str) -> str:
    """The Content-Security-Policy of a page with this style and this script."""
    parts = ["default-src 'none'", f"style-src '{_hash(style)}'", f"script-src '{_hash(script)}'"]
    return "; ".join([*parts, "base-uri 'none'", "form-action 'none'"])


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _part(name: str) -> str:
    return (files("mockml.report") / "templates" / name).read_text(encoding="utf-8")


def _trusted(**parts: str) -> dict[str, Any]:
    """Our own style and script, which are not to be escaped."""
    from markupsafe import Markup

    return {name: Markup(text) for name, text in parts.items()}  # noqa: S704 - read from the package


def _code(versions: Sequence[Version]) -> list[list[tuple[Row, tuple[Piece, ...]]]]:
    """For each version its rows, each with its text in pieces."""
    colour = coloured if sum(len(version.text) for version in versions) <= MOST_COLOURED else plain
    lines = [[], *(colour(version.text) for version in versions)]
    return [
        [(row, _pieces(row, before, here)) for row in version.rows]
        for version, (before, here) in zip(versions, pairwise(lines), strict=True)
    ]


def _pieces(row: Row, before: Sequence[tuple[Piece, ...]], here: Sequence[tuple[Piece, ...]]) -> tuple[Piece, ...]:
    if row.new is not None:
        return here[row.new - 1]
    return before[row.old - 1] if row.old is not None else (Piece(row.text),)
