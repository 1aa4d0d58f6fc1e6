"""A list of questions is what the questions themselves say, however their file is laid out, and is there at once."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from mockml.bank.library import Bank
from mockml.bank.question_index import QuestionCard
from mockml.bank.questions import KINDS
from mockml.errors import BadSpec

POINTS = "\n".join(f"    - {{{{id: p{n}, says: 'point {n}', signs: [a, b, c]}}}}" for n in range(4))
QUESTION = f"""\
- id: {{id}}
  title: >-
    A title: with a colon,

    and more
  topics: [drift, "calibration"]
  minutes: {{minutes}}
  ask: |
    What is it?
    minutes: 99 is no key here.
  points:
{POINTS}
  answer: >-
    It depends.
  looks_for: reasons
  mistake: none
"""
OTHERWISE = (
    "[{id: one, minutes: 3, title: Plain, topics: [t], ask: a, answer: b, looks_for: c, mistake: d, points: %s}]\n"
)


def root_with(folder: Path, **files: str) -> Bank:
    """A bank with some files of questions."""
    (folder / "questions").mkdir()
    for name, text in files.items():
        (folder / "questions" / f"{name.replace('_', '-')}.yaml").write_text(text)
    return Bank(folder)


def from_whole(bank: Bank) -> list[QuestionCard]:
    """The cards as the whole questions give them."""
    return [
        QuestionCard(one.id, kind, one.title, one.topics, one.minutes)
        for kind, found in bank.questions().items()
        for one in found
    ]


def test_the_shipped_questions_are_listed_as_they_are() -> None:
    """The quick list of the questions that ship says what the questions say, kind by kind."""
    bank = Bank()
    assert bank.question_cards() == from_whole(bank)


def test_a_bank_without_questions_has_none(tmp_path: Path) -> None:
    """Neither a missing folder nor an empty one is a fault."""
    assert Bank(tmp_path).question_cards() == []
    assert root_with(tmp_path).questions() == {}


def test_titles_of_several_lines_and_text_that_looks_like_keys(tmp_path: Path) -> None:
    """Folded titles are whole, and words within a question's text are not mistaken for its keys."""
    bank = root_with(tmp_path, depth=QUESTION.format(id="one", minutes=3) + QUESTION.format(id="two", minutes=4.5))
    found = bank.question_cards()
    assert found == from_whole(bank)
    assert [(card.id, card.kind, card.minutes) for card in found] == [("one", "depth", 3.0), ("two", "depth", 4.5)]
    assert found[0].title == "A title: with a colon,\nand more"
    assert found[0].topics == ["drift", "calibration"]


@pytest.mark.parametrize("start", ["", "# a comment\n---\n", "\ufeff"])
def test_another_layout_is_read_whole(tmp_path: Path, start: str) -> None:
    """A file in another style, or with keys in another order, gives the same list, only later."""
    points = "[" + ", ".join(f"{{id: p{n}, says: s, signs: [a, b, c]}}" for n in range(4)) + "]"
    turned = QUESTION.format(id="one", minutes=3).replace("- id: one\n  title", "- title", 1) + "  id: one\n"
    bank = root_with(tmp_path, depth=start + OTHERWISE % points, fundamentals=start + turned)
    assert len(bank.question_cards()) == 2
    assert bank.question_cards() == from_whole(bank)


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    """A file that cannot be listed says where it is wrong, like any other."""
    bank = root_with(tmp_path, depth="- id: one\n  title: [\n")
    with pytest.raises(BadSpec, match=r"depth\.yaml:"):
        bank.question_cards()


def test_the_list_is_quick(tmp_path: Path) -> None:
    """A hundred and fifty questions are listed within 50 ms, as the best of a few times."""
    body = QUESTION.replace("It depends.", "It depends. " * 200)
    text = {kind: "".join(body.format(id=f"{kind}-{n}", minutes=3) for n in range(30)) for kind in KINDS}
    bank = root_with(tmp_path, **text)
    spent = []
    for _ in range(5):
        start = time.process_time()
        assert len(bank.question_cards()) == 150
        spent.append(time.process_time() - start)
    assert min(spent) < 0.05
