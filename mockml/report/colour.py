"""Python code in colours: each line as pieces of text, with a class where a piece has a colour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

MOST_COLOURED = 200_000  # characters; a longer text stays plain, for a page to be there at once


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text of a line, and its class: k keyword, s string, c comment, n number, d defined name; '' for none."""

    text: str
    kind: str = ""


def plain(code: str) -> list[tuple[Piece, ...]]:
    """The lines without colours."""
    return [(Piece(line),) for line in code.splitlines()]


def coloured(code: str) -> list[tuple[Piece, ...]]:
    """The lines in colours, where that is cheap and loses nothing of the text."""
    if len(code) > MOST_COLOURED:
        return plain(code)
    from pygments.lexers.python import PythonLexer
    from pygments.token import Comment, Keyword, Name, Number, Operator, String

    kinds: list[tuple[Any, str]] = [(Operator.Word, "k"), (Keyword, "k"), (String, "s"), (Comment, "c"), (Number, "n")]
    kinds += [(Name.Function, "d"), (Name.Class, "d"), (Name.Decorator, "d")]
    lines: list[list[Piece]] = [[]]
    for token, text in PythonLexer(stripnl=False, ensurenl=False).get_tokens(code):
        kind = next((name for family, name in kinds if token in family), "")
        first, *rest = text.split("\n")
        _add(lines[-1], first, kind)
        for part in rest:
            lines.append([])
            _add(lines[-1], part, kind)
    told = ["".join(piece.text for piece in line) for line in lines]
    if told[-1] == "":
        lines.pop()
        told.pop()
    return [tuple(line) for line in lines] if told == code.splitlines() else plain(code)


def _add(line: list[Piece], text: str, kind: str) -> None:
    if text and line and line[-1].kind == kind:
        line[-1] = Piece(line[-1].text + text, kind)
    elif text:
        line.append(Piece(text, kind))
