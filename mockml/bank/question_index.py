"""What a list of questions shows, read without their long texts: a list is wanted at once."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec
import yaml

from mockml.bank.questions import load_questions

KEY = re.compile(r"(?:- |  )([a-z_]+):")
SHOWN = ("id", "title", "topics", "minutes")


class QuestionCard(msgspec.Struct, frozen=True):
    """A question as a list shows it."""

    id: str
    kind: str
    title: str
    topics: list[str]
    minutes: float


def index_questions(path: Path) -> list[QuestionCard]:
    """The cards of one file's questions. A file that is laid out in another way is read whole.

    Raises BadSpec with everything that is wrong with such a file.
    """
    try:
        rows = yaml.load(_shown_lines(path.read_text(encoding="utf-8-sig")), yaml.CSafeLoader)
        return [msgspec.convert({**row, "kind": path.stem}, QuestionCard) for row in rows]
    except (OSError, ValueError, TypeError, yaml.YAMLError, RecursionError, msgspec.ValidationError):
        return [_card(question, path.stem) for question in load_questions(path)]


def _card(question: Any, kind: str) -> QuestionCard:
    return QuestionCard(question.id, kind, question.title, question.topics, question.minutes)


def _shown_lines(text: str) -> str:
    """The lines of the keys that a card shows, with what is indented below them.

    In a list of mappings that begins at the margin, a key stands after `- ` or two blanks; all else is deeper.
    """
    lines, keep = [], False
    for line in text.splitlines():
        if found := KEY.match(line):
            keep = found[1] in SHOWN
            if line[0] == "-" and not keep:
                lines.append("-")  # an entry that begins with another key
        if keep:
            lines.append(line)
    return "\n".join(lines)
