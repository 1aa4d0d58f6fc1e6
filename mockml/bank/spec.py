"""The typed shape of a problem: what a person reads of it, and the heads of its cases and bugs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import msgspec


class Card(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The first YAML document of problem.yaml: what a list of problems shows.

    `part_of` names the problem that this one is a piece of: a part drill, which has no interview of its own.
    """

    id: str
    title: str
    pattern: str
    difficulty: Literal["easy", "medium", "hard"]
    requires: list[str]
    part_of: str | None = None


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A visible example: `given` lines run first, `call` is an expression, `expected` a literal."""

    call: str
    expected: Any
    given: str = ""
    note: str = ""


class Clarification(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something the prompt leaves open, ways to ask it, the answer, and the cases it decides.

    `replaces` names a general question whose answer does not hold in this problem.
    """

    id: str
    essential: bool
    topic: str
    asks: list[str]
    answer: str
    cases: list[str] = []
    replaces: str | None = None


class When(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When an interjection comes, in minutes of the code phase; exactly one is given."""

    minute: float | None = None
    on: Literal["first-save"] | None = None
    silence: float | None = None


class Interjection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question put while the candidate codes."""

    id: str
    ask: str
    listen_for: list[str]
    when: When


class FollowUp(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question for the discuss phase."""

    id: str
    ask: str
    listen_for: list[str]


class Complexity(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a good solution costs."""

    time: str
    space: str


class Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The second YAML document of problem.yaml. A part drill leaves out what only an interview needs.

    `left_open` are questions that have no answer here: the choice is the candidate's, or has nothing to do with it.
    `memory` is the limit of a worker in MiB, where the usual one does not fit the problem.
    """

    entry: str | list[str]
    forbids: list[str]
    prompt: str
    signature: str
    examples: list[Example]
    hints: list[str]
    complexity: Complexity
    clarifications: list[Clarification] = []
    left_open: list[str] = []
    outline: list[str] = []
    interjections: list[Interjection] = []
    follow_ups: list[FollowUp] = []
    memory: int | None = None


class Edit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One replacement in a file's text; `find` occurs exactly once."""

    find: str
    replace: str


class Bug(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A small edit to the reference that makes it wrong in one known way.

    `symptom` is what someone who uses the code would say of it; where there is none, the cases' titles say it.
    """

    id: str
    title: str
    edit: list[Edit]
    caught_by: list[str]
    lesson: str
    symptom: str = ""


class Equivalent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A mutant of the reference that no case can kill, and why: its statement's first line before and after."""

    before: str
    after: str
    because: str


class CaseHead(msgspec.Struct, frozen=True):
    """What cases.py says of one case, read without running it."""

    id: str
    title: str
    tag: str
    clarifies: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A whole problem, as it was found in its folder; `general` is what every problem answers alike."""

    folder: Path
    card: Card
    body: Body
    bugs: tuple[Bug, ...]
    cases: tuple[CaseHead, ...]
    general: tuple[Clarification, ...] = ()

    @property
    def id(self) -> str:
        return self.card.id

    @property
    def title(self) -> str:
        return self.card.title

    @property
    def entries(self) -> tuple[str, ...]:
        """The names a solution file must define."""
        return (self.body.entry,) if isinstance(self.body.entry, str) else tuple(self.body.entry)

    def modules(self) -> list[Path]:
        """Its Python files: the reference, the cases, and what they share if that is in a file of its own."""
        paths = (self.folder / f"{name}.py" for name in ("reference", "cases", "shared"))
        return [path for path in paths if path.exists()]
