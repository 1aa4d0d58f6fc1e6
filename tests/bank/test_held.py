"""What a problem is held against: solution files, and solutions written as edits of one."""

from __future__ import annotations

from pathlib import Path

import pytest

from mockml.bank.held import held
from mockml.bank.library import load_problem
from mockml.bank.spec import Problem
from mockml.errors import BadFile, BadSpec
from tests.bank.sample import REFERENCE, break_at_caret, write_problem

EDITS = """of: ../problems/mean/reference.py
solutions:
  - id: one-too-many
    about: Divides by one more.
    edit:
      - {find: len(x), replace: "(len(x) + 1)"}
  - id: trusts
    about: Takes it that there are numbers.
    assumes: [empty-input]
    edit:
      - {find: total / len(x), replace: "total / max(len(x), 1)"}
"""


@pytest.fixture
def mean(tmp_path: Path) -> Problem:
    """A whole small problem."""
    return load_problem(write_problem(tmp_path))


@pytest.fixture
def edits(tmp_path: Path) -> Path:
    """Two solutions as edits of its reference."""
    path = tmp_path / "held" / "few.yaml"
    path.parent.mkdir()
    path.write_text(EDITS)
    return path


def test_edits_are_solutions(mean: Problem, edits: Path) -> None:
    """What is written as edits has the whole text, and what it never asked."""
    assert [tuple(one) for one in held([edits], mean)] == [
        ("few.yaml one-too-many", REFERENCE.replace("len(x)", "(len(x) + 1)"), ()),
        ("few.yaml trusts", REFERENCE.replace("len(x)", "max(len(x), 1)"), ("empty-input",)),
    ]


def test_a_file_says_on_its_first_line_what_it_assumes(mean: Problem, tmp_path: Path) -> None:
    """A whole file names there what its author never asked; a wrong name is told with its place."""
    path = tmp_path / "trusts.py"
    path.write_text("# assumes: empty-input\n" + REFERENCE)
    assert held([path], mean) == [("trusts.py", path.read_text(), ("empty-input",))]
    path.write_text("# assumes: empty-input, empty\n" + REFERENCE)
    with pytest.raises(BadSpec) as caught:
        held([path], mean)
    assert caught.value.findings == (f"{path}:1:25: no clarification 'empty'; did you mean empty-input?",)


def test_a_folder_has_files_of_both_kinds(mean: Problem, edits: Path) -> None:
    """A folder is read whole, in the order of names; one that has a folder for the problem, only that one."""
    (edits.parent / "whole.py").write_text(REFERENCE)
    names = ["few.yaml one-too-many", "few.yaml trusts", "whole.py"]
    assert [one.name for one in held([edits.parent], mean)] == names
    inner = edits.parent / "mean"
    inner.mkdir()
    (inner / "other.py").write_text(REFERENCE)
    assert [one.name for one in held([edits.parent], mean)] == ["other.py"]


FAULTS = [
    ("../problems/mean/reference.py", "‸other.py", "of: {folder}/other.py: No such file or directory"),
    (
        "{find: len(x)",
        "‸{find: x",
        "solutions[0].edit[0]: find occurs 3 times in reference.py; it must occur exactly once",
    ),
    (
        '{find: len(x), replace: "(len',
        '‸{find: len(x), replace: "((len',
        "solutions[0].edit[0]: the edited reference is not",
    ),
    ("id: trusts", "id: ‸one-too-many", "solutions[1].id: the id one-too-many is there twice"),
    ("[empty-input]", "[‸empty]", "solutions[1].assumes[0]: no clarification 'empty'; did you mean empty-input?"),
    ("about: Divides", "‸why: Divides", "solutions[0]: unknown key 'why'"),
    (EDITS[EDITS.index("\n  - id") :], " ‸[]", "solutions: expected one or more"),
]


@pytest.mark.parametrize(("old", "new", "words"), FAULTS)
def test_faults_have_their_place(mean: Problem, edits: Path, old: str, new: str, words: str) -> None:
    """A file of edits that does not hold says where, and what is wrong with it."""
    expected = break_at_caret(edits, old, new, words.format(folder=edits.parent))
    with pytest.raises(BadSpec) as caught:
        held([edits], mean)
    assert caught.value.findings[0].startswith(f"{edits.parent}/{expected}"), caught.value.findings


def test_what_is_no_solution_is_said(mean: Problem, tmp_path: Path) -> None:
    """A folder without solutions, and a file that is no text, are told in one line."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "binary.py").write_bytes(b"\xff\xfe")
    for path, words in (
        (tmp_path / "empty", "no solution file there"),
        (tmp_path / "binary.py", ":1:1: not UTF-8 text"),
    ):
        with pytest.raises(BadFile) as caught:
            held([path], mean)
        assert words in caught.value.message
