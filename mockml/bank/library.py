"""The bank: problems, questions, rubrics and loops, found in a checkout and in an installed wheel alike."""

from __future__ import annotations

from pathlib import Path

from mockml.bank.case_index import read_cases
from mockml.bank.checks import check_body, check_bugs, check_card, check_ids
from mockml.bank.loop_checks import Shelf, check_loop
from mockml.bank.loops import Loop, with_rubrics_from
from mockml.bank.question_index import QuestionCard, index_questions
from mockml.bank.questions import KINDS, Question, load_questions
from mockml.bank.rubric import Rubric
from mockml.bank.rubric_checks import check_rubric
from mockml.bank.spec import Body, Bug, Card, Clarification, Equivalent, Problem
from mockml.bank.strict import Reader, raise_findings, shown
from mockml.bank.syntax import python_fault
from mockml.errors import BadSpec, NotFound, nearest

PACKAGE = Path(__file__).resolve().parents[1]


def content_root() -> Path:
    """The folder that holds problems/ and the rest: in the package where it is installed, else the checkout."""
    inside = PACKAGE / "content"
    return inside if inside.is_dir() else PACKAGE.parent


class Bank:
    """The problems, questions, rubrics and loops below one folder."""

    def __init__(self, root: Path | None = None) -> None:
        self.root = root or content_root()
        self._broken: list[str] = []

    def problem_ids(self) -> list[str]:
        """The names of the problems' folders, sorted; nothing is read."""
        return self._ids("problems")

    def part_ids(self) -> list[str]:
        """The names of the part drills' folders, sorted; nothing is read."""
        return self._ids("parts")

    def _ids(self, kind: str) -> list[str]:
        return sorted(path.parent.name for path in (self.root / kind).glob("*/problem.yaml"))

    def cards(self) -> list[Card]:
        """Every problem's card, sorted by id. Only the first few lines of each file are read."""
        return self._cards("problems", self.problem_ids())

    def parts(self) -> list[Card]:
        """Every part drill's card, sorted by id."""
        return self._cards("parts", self.part_ids())

    def _cards(self, kind: str, names: list[str]) -> list[Card]:
        self._broken = []
        cards = []
        for name in names:
            reader = Reader(self.root / kind / name / "problem.yaml")
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
        """A problem by its id, or from the path of its folder. Raises NotFound, and BadSpec with every finding."""
        if "/" in name or name in (".", ".."):
            folder = Path(name).parent if Path(name).name == "problem.yaml" else Path(name)
            if not (folder / "problem.yaml").is_file():
                raise NotFound(f"no problem.yaml in {name}", "name a problem's id, or its folder")
            return load_problem(folder)
        known = self.problem_ids()
        if name in known:
            return load_problem(self.root / "problems" / name)
        parts = self.part_ids()
        if name not in parts:
            here = (Path(name) / "problem.yaml").is_file()
            raise NotFound(
                f"no problem {name!r}", f"for the folder, say ./{name}" if here else nearest(name, known + parts)
            )
        return load_problem(self.root / "parts" / name)

    def questions(self) -> dict[str, list[Question]]:
        """All questions by kind; a kind that has no file is left out. Raises BadSpec with every finding."""
        return {path.stem: load_questions(path) for path in self._question_files()}

    def questions_of(self, kind: str) -> list[Question]:
        """The questions of one kind; none where it has no file. Raises BadSpec with every finding."""
        return next((load_questions(path) for path in self._question_files() if path.stem == kind), [])

    def question_cards(self) -> list[QuestionCard]:
        """What a list of questions shows, by kind. Little more than these lines is read."""
        return [card for path in self._question_files() for card in index_questions(path)]

    def _question_files(self) -> list[Path]:
        paths = [self.root / "questions" / f"{kind}.yaml" for kind in KINDS]
        return [path for path in paths if path.is_file()]

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

    def loop_names(self) -> list[str]:
        """The names of the loops that ship."""
        return sorted(path.stem for path in (self.root / "loops").glob("*.yaml"))

    def loop(self, name: str) -> Loop:
        """A loop by its name, or from a path that ends in .yaml. Raises NotFound and BadSpec."""
        if name.endswith((".yaml", ".yml")):
            if not Path(name).exists():
                raise NotFound(f"no loop file {name}", "check the path")
            return self._load_loop(Path(name))
        known = self.loop_names()
        if name not in known:
            raise NotFound(f"no loop {name!r}", nearest(name, known))
        return self._load_loop(self.root / "loops" / f"{name}.yaml")

    def _load_loop(self, path: Path) -> Loop:
        reader = Reader(path)
        document = reader.only()
        loop = reader.build(document, Loop) if document is not None else None
        if loop is not None:
            loop = with_rubrics_from(path.parent, loop)
            if loop.id != path.stem:
                reader.find("id", f"expected {path.stem}, the file's name, got {loop.id}")
            check_loop(reader, loop, self._shelf(loop))
        raise_findings(reader.findings)
        if loop is None:
            raise BadSpec([f"{shown(path)}:1:1: no loop in it"])
        return loop

    def _shelf(self, loop: Loop) -> Shelf:
        named = {one.rubric for one in loop.rounds}
        known = [*self.rubric_names(), *(name for name in named if name and Path(name).is_file())]
        return Shelf(
            problems={card.id: card.pattern for card in self.cards()},
            parts={card.id: card.pattern for card in self.parts()},
            questions=self.question_cards(),
            rubrics={name: self.rubric(name).levels if name in named else () for name in known},
        )


def _read_card(reader: Reader) -> Card | None:
    head = reader.head()
    if head is None:
        return None
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
    cases, reference = read_cases(heads), _read_reference(source)
    card, body = _read_spec(spec, _name_of(folder))
    if body is not None:
        check_body(spec, body, cases, part=card is not None and card.part_of is not None)
    bugs = _read_bugs(faults)
    check_bugs(faults, bugs, cases, reference)
    raise_findings(spec.findings + heads.findings + source.findings + faults.findings)
    if card is None or body is None or cases is None:
        raise BadSpec([f"{shown(spec.path)}:1:1: no problem in it"])
    general = load_general(folder, body) if card.part_of is None else ()
    return Problem(folder, card, body, tuple(bugs), tuple(cases), general)


def load_general(folder: Path, body: Body) -> tuple[Clarification, ...]:
    """The questions that are asked of every problem, but for those that it replaces by its own.

    They are those of the bank that the folder is in, else those that ship.

    Raises BadSpec with everything that is wrong with them.
    """
    path = folder.parent / "general.yaml"
    reader = Reader(path if path.exists() else content_root() / "problems" / "general.yaml")
    document = reader.only()
    found = (reader.build(document, list[Clarification]) or []) if document is not None else []
    check_ids(reader, "", [one.id for one in found])
    for one in body.clarifications:
        if one.id in {other.id for other in found}:
            reader.find("", f"the id {one.id} is a clarification of {folder.name} already")
    replaced = {one.replaces for one in body.clarifications if one.replaces is not None}
    for name in sorted(replaced - {one.id for one in found}):
        reader.find("", f"{folder.name} replaces the question {name}, which is not among the general ones")
    raise_findings(reader.findings)
    return tuple(one for one in found if one.id not in replaced)


def load_equivalents(folder: Path) -> list[Equivalent]:
    """The mutants of a problem's reference that are listed as equivalent; none where there is no such file.

    Raises BadSpec with everything that is wrong with the file.
    """
    reader = Reader(folder / "equivalents.yaml")
    if not reader.path.exists():
        return []
    document = reader.only()
    listed = (reader.build(document, list[Equivalent]) or []) if document is not None else []
    raise_findings(reader.findings)
    return listed


def _name_of(folder: Path) -> str:
    # A link's own name counts; `.` and `..` have none, and stand for the folder they lead to.
    return folder.name if folder.name not in ("", "..") else folder.resolve().name


def _read_reference(reader: Reader) -> str | None:
    text = reader.text()
    fault = python_fault(text) if text is not None else None
    if fault is not None:
        reader.find_at(fault.line, fault.column, fault.words)
        return None
    return text


def _read_spec(reader: Reader, folder: str) -> tuple[Card | None, Body | None]:
    text = reader.text()
    documents = reader.documents(text) if text is not None else []
    if text is not None and not reader.findings and len(documents) != 2:
        reader.find("", f"expected two YAML documents, a card and a body, got {len(documents)}")
    if len(documents) != 2:
        return None, None
    card = reader.build(documents[0], Card)
    if card is not None:
        check_card(reader, card, folder)
    reader.places.clear()  # the places of the body come next, under the same paths
    return card, reader.build(documents[1], Body)


def _read_bugs(reader: Reader) -> list[Bug]:
    document = reader.only()
    return (reader.build(document, list[Bug]) or []) if document is not None else []


def load_rubric(path: Path) -> Rubric:
    """The rubric in a file. Raises BadSpec with everything that is wrong with it."""
    reader = Reader(path)
    document = reader.only()
    rubric = reader.build(document, Rubric) if document is not None else None
    if rubric is not None:
        check_rubric(reader, rubric, path.stem)
    raise_findings(reader.findings)
    if rubric is None:
        raise BadSpec([f"{shown(path)}:1:1: no rubric in it"])
    return rubric
