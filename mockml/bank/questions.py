"""Questions to be answered in words: their typed shape, and reading them from questions/*.yaml."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from mockml.bank.checks import KEBAB, check_ids
from mockml.bank.strict import Reader, raise_findings

KINDS = ("fundamentals", "depth", "system-design", "project", "behavioural")
TOLD = ("project", "behavioural")  # kinds that one answers with a story of one's own
MIN_POINTS = 4
MIN_SIGNS = 3
MIN_DIGS = 3


class Point(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that a good answer says; `signs` are short phrases by which it may be recognized."""

    id: str
    says: str
    signs: list[str]


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question with the points of a good answer. Stories have a structure to fill in, and digs: deeper and deeper."""

    id: str
    title: str
    topics: list[str]
    minutes: float
    ask: str
    points: list[Point]
    answer: str
    looks_for: str
    mistake: str
    structure: list[str] = []
    digs: list[str] = []


def load_questions(path: Path) -> list[Question]:
    """The questions of one file, whose name is their kind. Raises BadSpec with everything that is wrong with them."""
    reader = Reader(path)
    document = reader.only()
    found = (reader.build(document, list[Question]) or []) if document is not None else []
    if path.stem not in KINDS:
        reader.find("", f"a file of questions is named for its kind: {', '.join(KINDS)}")
    check_ids(reader, "", [one.id for one in found])
    for i, question in enumerate(found):
        _check(reader, f"[{i}]", question, path.stem)
    raise_findings(reader.findings)
    return found


def _check(reader: Reader, where: str, question: Question, kind: str) -> None:
    check_ids(reader, f"{where}.points", [point.id for point in question.points])
    _at_least(reader, f"{where}.points", question.points, MIN_POINTS, "key points")
    for j, point in enumerate(question.points):
        _at_least(reader, f"{where}.points[{j}].signs", point.signs, MIN_SIGNS, "signs")
    if not 0 < question.minutes <= 60:
        reader.find(f"{where}.minutes", "expected a number of minutes, up to 60")
    for j, topic in enumerate(question.topics):
        if not KEBAB.fullmatch(topic):
            reader.find(f"{where}.topics[{j}]", "a topic is lower-case words joined by hyphens")
    for name in ("title", "ask", "answer", "looks_for", "mistake"):
        if not getattr(question, name).strip():
            reader.find(f"{where}.{name}", "expected some text")
    if kind in TOLD:
        _at_least(reader, where, question.structure, MIN_POINTS, "parts of a structure")
        _at_least(reader, where, question.digs, MIN_DIGS, "digs, each deeper than the one before")


def _at_least(reader: Reader, where: str, items: Sequence[object], least: int, what: str) -> None:
    if len(items) < least:
        reader.find(where, f"expected at least {least} {what}, got {len(items)}")
