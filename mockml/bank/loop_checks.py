"""What must hold between the parts of a loop, and between it and the bank; every fault becomes a finding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec

from mockml.bank.checks import KEBAB, check_ids
from mockml.bank.loops import CODED, LEVELS, TALKED, Loop, Round
from mockml.bank.question_index import QuestionCard
from mockml.bank.questions import KINDS
from mockml.bank.strict import Reader
from mockml.errors import nearest

FEWEST, MOST = 2, 8  # rounds
MINUTES = (1, 240)
MOST_QUESTIONS = 20
COMMON = {"id", "title", "kind", "minutes", "about", "weight"}
MARKED = {"bands", "questions", "topics", "count"}
KEYS: dict[str, set[str]] = {
    "interview": {"problem", "pattern", "rubric"},
    "drill": {"problem", "pattern", "bands"},
    "hunt": {"problem", "pattern", "bands"},
    "quiz": {*MARKED, "kinds"},
    **{kind: MARKED for kind in TALKED if kind != "quiz"},
    "outside": {"advice"},
}


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a loop can name: problems and parts with their patterns, questions, and rubrics with their levels."""

    problems: Mapping[str, str]
    parts: Mapping[str, str]
    questions: Sequence[QuestionCard]
    rubrics: Mapping[str, Sequence[str]]


def check_loop(reader: Reader, loop: Loop, shelf: Shelf | None = None) -> None:
    """Each round has what its kind needs and names what is on the shelf, if any; the rules can be applied."""
    if not KEBAB.fullmatch(loop.id):
        reader.find("id", "an id is lower-case words joined by hyphens")
    for key in ("title", "about"):
        _expect_text(reader, key, getattr(loop, key))
    if not FEWEST <= len(loop.rounds) <= MOST:
        reader.find("rounds", f"expected {FEWEST} to {MOST} rounds, got {len(loop.rounds)}")
    check_ids(reader, "rounds", [one.id for one in loop.rounds])
    for i, one in enumerate(loop.rounds):
        _check_round(reader, one, f"rounds[{i}]", shelf)
    _check_decision(reader, loop)


def _check_round(reader: Reader, one: Round, where: str, shelf: Shelf | None) -> None:
    _expect_text(reader, f"{where}.title", one.title)
    if not MINUTES[0] <= one.minutes <= MINUTES[1]:
        reader.find(f"{where}.minutes", f"expected {MINUTES[0]} to {MINUTES[1]} minutes, got {one.minutes:g}")
    if not 0 <= one.weight <= 10:
        reader.find(f"{where}.weight", f"expected a weight from 0 to 10, got {one.weight}")
    _check_keys(reader, one, where)
    if one.bands:
        _check_bands(reader, f"{where}.bands", one.bands)
    if one.kind in CODED:
        _check_coded(reader, one, where)
    elif one.kind in TALKED:
        _check_talked(reader, one, where)
    else:
        _expect_text(reader, f"{where}.advice", one.advice)
    if shelf is not None and one.kind in CODED:
        _find_code(reader, one, where, shelf)
    elif shelf is not None and one.kind in TALKED:
        _find_questions(reader, one, where, shelf.questions)


def _check_keys(reader: Reader, one: Round, where: str) -> None:
    """A key that its kind has no use for would be read, and do nothing."""
    for field in msgspec.structs.fields(one):
        default = (
            field.default_factory() if field.default is msgspec.NODEFAULT and not field.required else field.default
        )
        unused = field.name not in COMMON | KEYS[one.kind]
        if unused and not field.required and getattr(one, field.name) != default:
            reader.find(f"{where}.{field.name}", f"a round of the kind {one.kind} has no {field.name}")


def _check_coded(reader: Reader, one: Round, where: str) -> None:
    if (one.problem is None) == (one.pattern is None):
        reader.find(where, "expected one of problem and pattern")


def _find_code(reader: Reader, one: Round, where: str, shelf: Shelf) -> None:
    known = {**shelf.problems, **shelf.parts} if one.kind == "drill" else shelf.problems
    if one.problem is not None and one.problem not in known:
        reader.find(f"{where}.problem", f"no problem {one.problem}; {nearest(one.problem, known)}")
    patterns = set(known.values())
    if one.pattern is not None and one.pattern not in patterns:
        reader.find(f"{where}.pattern", f"no problem is of the pattern {one.pattern}; {nearest(one.pattern, patterns)}")
    if one.rubric is not None and one.rubric not in shelf.rubrics:
        reader.find(f"{where}.rubric", f"no rubric {one.rubric}; {nearest(one.rubric, shelf.rubrics)}")
    elif one.rubric is not None and tuple(shelf.rubrics[one.rubric]) != LEVELS:
        reader.find(f"{where}.rubric", f"a loop needs a rubric with the levels {', '.join(LEVELS)}")


def _check_talked(reader: Reader, one: Round, where: str) -> None:
    if one.questions and (one.topics or one.kinds or one.count is not None):
        reader.find(where, "questions are named, and kinds, topics or count choose some: leave one or the other out")
    if one.kind == "quiz" and not (one.questions or one.topics or one.kinds):
        reader.find(where, "expected some of questions, kinds and topics")
    if one.count is not None and not 1 <= one.count <= MOST_QUESTIONS:
        reader.find(f"{where}.count", f"expected 1 to {MOST_QUESTIONS} questions, got {one.count}")


def _find_questions(reader: Reader, one: Round, where: str, cards: Sequence[QuestionCard]) -> None:
    _expect_known(reader, f"{where}.kinds", one.kinds, KINDS, "kind of question")
    of_kind = [card for card in cards if not one.of_kinds or card.kind in one.of_kinds]
    _expect_known(reader, f"{where}.questions", one.questions, [card.id for card in of_kind], "such question")
    _expect_known(reader, f"{where}.topics", one.topics, {t for card in of_kind for t in card.topics}, "such topic")
    if not one.questions:
        there = sum(not one.topics or not set(one.topics).isdisjoint(card.topics) for card in of_kind)
        if there < one.asked:
            reader.find(where, f"expected {one.asked} questions to choose, and there are {there}")


def _expect_known(reader: Reader, where: str, names: Sequence[str], known: Sequence[str] | set[str], what: str) -> None:
    for j, name in enumerate(names):
        if name not in known:
            reader.find(f"{where}[{j}]", f"no {what}: {name}; {nearest(name, known)}")
        elif name in names[:j]:
            reader.find(f"{where}[{j}]", f"{name} is there twice")


def _check_decision(reader: Reader, loop: Loop) -> None:
    decision, ids = loop.decision, [one.id for one in loop.rounds]
    _check_bands(reader, "decision.bands", decision.bands)
    _expect_text(reader, "decision.explained", decision.explained)
    counting = sum(one.weight > 0 for one in loop.rounds)
    if not 1 <= decision.enough <= max(counting, 1):
        reader.find("decision.enough", f"expected 1 to {counting}, the rounds that count, got {decision.enough}")
    if list(decision.outcomes) != list(LEVELS):
        reader.find("decision.outcomes", f"expected words for each of {', '.join(LEVELS)}, in this order")
    for i, cap in enumerate(decision.caps):
        where = f"decision.caps[{i}]"
        for key in ("at", "cap"):
            if (level := getattr(cap, key)) not in LEVELS:
                reader.find(f"{where}.{key}", f"no level {level}; {nearest(level, LEVELS)}")
        if (cap.round is None) == (cap.kind is None):
            reader.find(where, "expected one of round and kind")
        if cap.round is not None and cap.round not in (*ids, "any"):
            reader.find(f"{where}.round", f"no round {cap.round}; {nearest(cap.round, [*ids, 'any'])}")
        if cap.kind is not None and cap.kind not in {one.kind for one in loop.rounds}:
            reader.find(f"{where}.kind", f"no round is of the kind {cap.kind}")


def _check_bands(reader: Reader, where: str, bands: dict[str, float]) -> None:
    shares = list(bands.values())
    if list(bands) != list(LEVELS[1:]):
        reader.find(where, f"expected a share for each of {', '.join(LEVELS[1:])}, in this order")
    elif shares != sorted(shares) or not all(0 < share <= 1 for share in shares):
        reader.find(where, "expected rising shares above 0, up to 1")


def _expect_text(reader: Reader, where: str, text: str) -> None:
    if not text.strip():
        reader.find(where, "expected some text")
