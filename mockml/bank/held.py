"""The solutions that a problem is held against: whole files, and edits of one of them in a line or two each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from mockml.bank.bugs import apply_edits, edit_faults
from mockml.bank.checks import check_ids
from mockml.bank.spec import Edit, Problem
from mockml.bank.strict import Reader, raise_findings, shown
from mockml.errors import BadFile, BadSpec, nearest
from mockml.judge.source import read_source

ASSUMES = "# assumes:"
NAME = re.compile(r"[^,\s]+")


class Held(NamedTuple):
    """A solution's name, as findings have it, its text, and the clarifications that it never asked for."""

    name: str
    text: str
    assumes: tuple[str, ...] = ()


class EditedSolution(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A solution that differs from another in a few edits; `assumes` are the clarifications it never asked for."""

    id: str
    about: str
    edit: list[Edit]
    assumes: list[str] = []


class EditedSolutions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Solutions that are edits of one Python file, whose path counts from the folder of theirs."""

    of: str
    solutions: list[EditedSolution]


def held(places: Sequence[Path], problem: Problem) -> list[Held]:
    """The solutions in the files that are named, in those of a folder, or in those of its own folder for the problem.

    Raises BadFile where there is none or one cannot be read, and BadSpec where edits do not hold.
    """
    found = []
    for place in places:
        folder = place / problem.id if (place / problem.id).is_dir() else place
        inside = sorted([*folder.glob("*.py"), *folder.glob("*.yaml")]) if folder.is_dir() else [folder]
        if not inside or not all(one.is_file() for one in inside):
            raise BadFile(f"{folder}: no solution file there", "name a Python file, or a folder of them")
        for path in inside:
            found += _edited(path, problem) if path.suffix == ".yaml" else [_whole(path, problem)]
    return found


def _whole(path: Path, problem: Problem) -> Held:
    """A file of its own, whose first line may say what it assumes."""
    text = read_source(path)
    first, _, _ = text.partition("\n")
    if not first.startswith(ASSUMES):
        return Held(path.name, text)
    known = [one.id for one in problem.body.clarifications]
    named = [(word[0], word.start() + 1) for word in NAME.finditer(first, len(ASSUMES))]
    faults = [(column, _unknown(name, known)) for name, column in named if name not in known]
    if not named:
        faults = [(len(ASSUMES) + 1, "expected the ids of clarifications")]
    if faults:
        raise BadSpec([f"{shown(path)}:1:{column}: {words}" for column, words in faults])
    return Held(path.name, text, tuple(name for name, _ in named))


def _unknown(name: str, known: Sequence[str]) -> str:
    return f"no clarification {name!r}; {nearest(name, known)}"


def _edited(path: Path, problem: Problem) -> list[Held]:
    reader = Reader(path)
    document = reader.only()
    listed = reader.build(document, EditedSolutions) if document is not None else None
    raise_findings(reader.findings)
    assert listed is not None
    try:
        base = read_source(path.parent / listed.of)
    except BadFile as error:
        reader.find("of", error.message)
        raise_findings(reader.findings)
    _check(reader, listed, base, [one.id for one in problem.body.clarifications])
    return [Held(f"{path.name} {one.id}", apply_edits(base, one.edit), tuple(one.assumes)) for one in listed.solutions]


def _check(reader: Reader, listed: EditedSolutions, base: str, clarifications: Sequence[str]) -> None:
    if not listed.solutions:
        reader.find("solutions", "expected one or more")
    check_ids(reader, "solutions", [one.id for one in listed.solutions])
    for i, one in enumerate(listed.solutions):
        for number, words in edit_faults(base, one.edit, Path(listed.of).name):
            reader.find(f"solutions[{i}].edit[{number}]", words)
        for j, name in enumerate(one.assumes):
            if name not in clarifications:
                reader.find(f"solutions[{i}].assumes[{j}]", _unknown(name, clarifications))
    raise_findings(reader.findings)
