"""The bank: problems and rubrics, found in a checkout and in an installed wheel alike."""

from __future__ import annotations

from pathlib import Path

import yaml

from mockml.bank.case_index import read_cases
from mockml.bank.checks import check_body, check_bugs, check_card, check_rubric
from mockml.bank.rubric import Rubric
from mockml.bank.spec import Body, Bug, Card, Problem
from mockml.bank.strict import Reader, raise_findings, shown
from mockml.errors import BadSpec, NotFound, nearest

PACKAGE = Path(__file__).resolve().parents[1]


def content_root() -> Path:
    """The folder that holds problems/ and rubrics/: in the package where it is installed, else the checkout."""
    inside = PACKAGE / "content"
    return inside if inside.is_dir() else PACKAGE.parent


class Bank:
    """The problems and rubrics below one folder."""

    def __init__(self, root: Path | None = None) -> None:
        self.root = root or content_root()
        self._broken: list[str] = []

    def problem_ids(self) -> list[str]:
        """The names of the problems' folders, sorted; nothing is read."""
        folder = self.root / "problems"
        return sorted(path.parent.name for path in folder.glob("*/problem.yaml"))

    def cards(self) -> list[Card]:
        """Every problem's card, sorted by id. Only the first few lines of each file are read as YAML."""
        self._broken = []
        cards = []
        for name in self.problem_ids():
            reader = Reader(self.root / "problems" / name / "problem.yaml")
            card = _read_card(reader)
            if card is not None:
                check_card(reader, card, name)
            if card is not None and not reader.findings:
                cards.append(card)
            self._broken += reader.findings
        return cards

    def broken(self) -> list[str]:
        """The findings of the problems that the last `cards` left out."""
        return list(self._broken)

    def problem(self, name: str) -> Problem:
        """A problem by its id. Raises NotFound, and BadSpec with every finding."""
        known = self.problem_ids()
        if name not in known:
            raise NotFound(f"no problem {name!r}", nearest(name, known))
        return load_problem(self.root / "problems" / name)

    def rubric_names(self) -> list[str]:
        """The names of the rubrics that ship."""
        return sorted(path.stem for path in (self.root / "rubrics").glob("*.yaml"))

    def rubric(self, name: str) -> Rubric:
        """A rubric by its name, or from a path that ends in .yaml. Raises NotFound and BadSpec."""
        if name.endswith((".yaml", ".yml")):
            if not Path(name).exists():
                raise NotFound(f"no rubric file {name}", "check the path")
            return load_rubric(Path(name))
        known = self.rubric_names()
        if name not in known:
            raise NotFound(f"no rubric {name!r}", nearest(name, known))
        return load_rubric(self.root / "rubrics" / f"{name}.yaml")


def _read_card(reader: Reader) -> Card | None:
    text = reader.text()
    if text is None:
        return None
    head, _, _ = text.partition("\n---")
    documents = reader.documents(head)
    if not documents:
        if not reader.findings:
            reader.find("", "the file is empty")
        return None
    return reader.build(documents[0], Card)


def load_problem(folder: Path) -> Problem:
    """The problem in a folder. Raises BadSpec with everything that is wrong with it."""
    spec = Reader(folder / "problem.yaml")
    heads = Reader(folder / "cases.py")
    faults = Reader(folder / "bugs.yaml")
    source = Reader(folder / "reference.py")
    cases, reference = read_cases(heads), source.text()
    card, body = _read_spec(spec)
    if card is not None:
        check_card(spec, card, folder.name)
    if body is not None:
        check_body(spec, body, cases)
    bugs = _read_bugs(faults)
    check_bugs(faults, bugs, cases, reference)
    raise_findings(spec.findings + heads.findings + source.findings + faults.findings)
    if card is None or body is None:
        raise BadSpec([f"{shown(spec.path)}:1:1: no problem in it"])
    return Problem(folder, card, body, tuple(bugs), tuple(cases))


def _read_spec(reader: Reader) -> tuple[Card | None, Body | None]:
    text = reader.text()
    documents = reader.documents(text) if text is not None else []
    if text is not None and not reader.findings and len(documents) != 2:
        reader.find("", f"expected two YAML documents, a card and a body, got {len(documents)}")
    if len(documents) != 2:
        return None, None
    card = reader.build(documents[0], Card)
    reader.places.clear()
    return card, reader.build(documents[1], Body)


def _read_bugs(reader: Reader) -> list[Bug]:
    text = reader.text()
    documents = reader.documents(text) if text is not None else []
    if not documents:
        return []
    if not isinstance(documents[0], yaml.SequenceNode):
        reader.find("", "expected a list of bugs", documents[0].start_mark)
        return []
    return reader.build(documents[0], list[Bug]) or []


def load_rubric(path: Path) -> Rubric:
    """The rubric in a file. Raises BadSpec with everything that is wrong with it."""
    reader = Reader(path)
    text = reader.text()
    documents = reader.documents(text) if text is not None else []
    rubric = reader.build(documents[0], Rubric) if documents else None
    if rubric is not None:
        check_rubric(reader, rubric)
        if path.stem != rubric.id:
            reader.find("id", f"expected {path.stem}, the file's name, got {rubric.id}")
    raise_findings(reader.findings)
    if rubric is None:
        raise BadSpec([f"{shown(path)}:1:1: no rubric in it"])
    return rubric
