"""The labelled answers, and how well a guess agrees with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec
import yaml

from mockml.bank.library import Bank
from mockml.bank.questions import Question


class Labelled(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An answer as a candidate might type it, with the points that it truly makes."""

    question: str
    answer: str
    ticked: list[str]


@dataclass(frozen=True)
class Agreement:
    """How a guess agrees with the labels, point by point."""

    precision: float
    recall: float
    right: float

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall)

    def __str__(self) -> str:
        return f"precision {self.precision:.3f}, recall {self.recall:.3f}, F1 {self.f1:.3f}, right {self.right:.3f}"


@cache
def labelled() -> tuple[Labelled, ...]:
    """All rows. Those with an even place are there to tune on, the others to measure with."""
    files = [Path(__file__).with_name(f"answers-{name}.yaml") for name in ("a", "b")]
    rows = [row for file in files for row in yaml.load(file.read_text(), yaml.CSafeLoader)]
    return tuple(msgspec.convert(row, Labelled) for row in rows)


@cache
def questions() -> dict[str, Question]:
    """The questions that ship, by id."""
    return {one.id: one for found in Bank().questions().values() for one in found}


def agreement(guess: Callable[[Question, str], frozenset[str]], rows: Sequence[Labelled]) -> Agreement:
    """How a guess does on some rows."""
    decisions = [
        (point.id in row.ticked, point.id in guessed)
        for row in rows
        for question in [questions()[row.question]]
        for guessed in [guess(question, row.answer)]
        for point in question.points
    ]
    hits = sum(true and said for true, said in decisions)
    return Agreement(
        precision=hits / sum(said for _, said in decisions),
        recall=hits / sum(true for true, _ in decisions),
        right=sum(true == said for true, said in decisions) / len(decisions),
    )
