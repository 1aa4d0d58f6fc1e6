"""Bug hunts: every bug of every problem is one that its own reference solves and its broken text does not."""

from __future__ import annotations

import ast
import random
from collections.abc import Iterator
from datetime import date

import msgspec
import pytest

from mockml.bank.judging import open_judge
from mockml.bank.library import Bank
from mockml.bank.proof import Subject, examine
from mockml.bank.spec import Problem
from mockml.errors import NotFound, UsageProblem
from mockml.judge.service import Judge
from mockml.judge.submission import Submission
from mockml.practice.hunts import Hunt, changed_lines, choose_bugs, make_hunt, pairs
from mockml.practice.schedule import fold
from mockml.practice.symptoms import symptom_of
from mockml.record.attempts import Attempt, Rating

BANK = Bank()
EVERY = [*BANK.problem_ids(), *BANK.part_ids()]
DAY = 86400.0
TODAY = date(2026, 11, 20)
NOON = 1_795_176_000.0  # of that day


@pytest.fixture(scope="module")
def bank_judges() -> Iterator[dict[str, Judge]]:
    """Judges by problem, made when first needed."""
    judges: dict[str, Judge] = {}
    yield judges
    for judge in judges.values():
        judge.close()


def fault(judges: dict[str, Judge], problem: Problem, hunt: Hunt, seed: int) -> str:
    """What does not hold of a hunt; '' where all does."""
    cases = tuple(dict.fromkeys(name for bug in hunt.bugs for name in bug.caught_by))
    judge = judges.setdefault(problem.id, open_judge(problem))
    counts = examine(judge, Subject("bug", hunt.bugs[0].id, hunt.broken, cases), [seed])
    if not any(count.rejected for count in counts.values()):
        return f"{problem.id}/{hunt.bugs[0].id}, seed {seed}: broken, and passes"
    right = judge.grade(Submission(hunt.right, "hunt.py"), seed)
    wrong = [f"{case.id}: {case.message}" for case in right.cases if not case.good]
    return f"{problem.id}/{hunt.bugs[0].id}, seed {seed}: right, and rejected by {wrong}" if wrong else ""


@pytest.mark.parametrize("number", range(8))
def test_a_hunt_is_solved_by_the_reference_alone(number: int, bank_judges: dict[str, Judge]) -> None:
    """A bug in a colleague's style is caught by one of its cases; without the bug, all pass."""
    rng = random.Random(number)
    problem = BANK.problem(rng.choice(EVERY))
    hunt = make_hunt(problem, [rng.choice(problem.bugs).id], number)
    assert fault(bank_judges, problem, hunt, number) == ""


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("name", EVERY)
def test_every_bug_is_a_hunt(name: str, bank_judges: dict[str, Judge]) -> None:
    """The same for every bug of every problem and part, on two seeds of data and of style."""
    problem = BANK.problem(name)
    faults = [
        fault(bank_judges, problem, make_hunt(problem, [bug.id], seed), seed) for bug in problem.bugs for seed in (1, 2)
    ]
    bank_judges.pop(name).close()
    assert [words for words in faults if words] == []


@pytest.mark.parametrize("name", EVERY)
def test_every_hunt_can_be_told(name: str) -> None:
    """Each has a symptom in words, three hints that give more and more away, and a fix of a few lines."""
    problem = BANK.problem(name)
    for bug in problem.bugs:
        hunt = make_hunt(problem, [bug.id], 3)
        assert hunt.symptoms[0].endswith((".", "!", "?"))
        assert bug.title not in hunt.symptoms[0]
        assert len(hunt.hints()) == 3
        assert "line" in hunt.hints()[2]
        assert 1 <= hunt.size <= 12
        assert not hunt.look_at(hunt.right)["rewritten"]
        assert any(row.startswith(("  -", "  +")) for row in hunt.difference())


@pytest.mark.parametrize("name", EVERY)
def test_no_hunt_is_recognized_by_sight(name: str) -> None:
    """At most half of the lines inside a hunt's functions read as they do in the reference, whatever the bug."""
    problem = BANK.problem(name)
    known = set(_inside(ast.unparse(ast.parse((problem.folder / "reference.py").read_text()))))
    for bug in problem.bugs:
        lines = _inside(make_hunt(problem, [bug.id], 1).right)
        assert 2 * sum(line in known for line in lines) <= len(lines)


def _inside(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.startswith(" ") and line.strip()]


@pytest.mark.parametrize("name", EVERY)
def test_every_problem_has_hard_hunts(name: str, bank_judges: dict[str, Judge]) -> None:
    """Two bugs that go together are both in the text, whichever is put in first; fixing one of them is not enough."""
    problem = BANK.problem(name)
    known = pairs(problem)
    assert len(known) >= 3
    names = random.Random(1).choice(known)
    hunt, other = make_hunt(problem, names, 1), make_hunt(problem, names[::-1], 1)
    assert hunt.size >= 2
    assert hunt.size == other.size
    assert len(hunt.symptoms) == 2


def test_a_symptom_of_its_own_comes_first() -> None:
    """What a bug says of its symptom is told; else what its first case is about, as a user would put it."""
    problem = BANK.problem("kmeans")
    bug = next(bug for bug in problem.bugs if bug.id == "empty-cluster-nan")
    assert symptom_of(problem, msgspec.structs.replace(bug, symptom="")) == (
        "I was told that it survives clusters that no point can fill. That is not what I see."
    )
    assert symptom_of(problem, msgspec.structs.replace(bug, symptom="My report is full of NaN. ")) == (
        "My report is full of NaN."
    )


def test_bugs_that_exclude_each_other_are_said() -> None:
    """Two bugs of the same line cannot be hunted together; a bug that is none is named with its nearest."""
    problem = BANK.problem("kmeans")
    with pytest.raises(UsageProblem, match="do not go together"):
        make_hunt(problem, ["single-iteration", "ignores-max-iters"], 1)
    with pytest.raises(NotFound) as caught:
        make_hunt(problem, ["manhatan-distance"], 1)
    assert "manhattan-distance" in caught.value.hint


def test_layout_and_comments_are_no_change() -> None:
    """A formatter and a remark change nothing; a new name does; what does not parse is compared as it stands."""
    before = "def f(a):\n    b = [1,2]\n    return a+b[0]\n"
    after = "def f(a):\n    # two numbers\n    b = [\n        1,\n        2,\n    ]\n\n    return a + b[0]\n"
    assert changed_lines(before, after) == 0
    assert changed_lines(before, before.replace("b", "c")) == 2
    assert changed_lines(before, before.replace("1,2]", "1,2")) == 2


def test_a_rewritten_file_is_told_from_a_small_fix() -> None:
    """The bug's own lines are a small fix; a file that shares little with the colleague's is rewritten."""
    hunt = make_hunt(BANK.problem("kmeans"), ["tolerance-reversed"], 1)
    assert hunt.look_at(hunt.right) == {"changed": 1, "size": 1, "rewritten": False}
    other = (BANK.problem("kmeans").folder / "reference.py").read_text()
    figures = hunt.look_at(other)
    assert figures["rewritten"]
    assert hunt.afterwards(True, figures, ("the sign",))[0].startswith("Fixed, but rewritten: ")
    assert any("the sign" in words for words in hunt.afterwards(True, figures, ("the sign",)))


def attempt(bug: str, days: float, rating: Rating) -> Attempt:
    """A hunt so many days ago."""
    return Attempt("hunt", f"kmeans/{bug}", NOON - days * DAY, rating)


def test_what_is_due_is_hunted_first() -> None:
    """A failed hunt comes back before one that is merely due; then come bugs never hunted; then the oldest."""
    problem = BANK.problem("kmeans")
    rng = random.Random(1)
    failed, fine = attempt("farthest-centroid", 2, "again"), attempt("manhattan-distance", 20, "good")
    assert choose_bugs(problem, fold([failed, fine]), TODAY, rng, hard=False) == ("farthest-centroid",)
    assert choose_bugs(problem, fold([fine]), TODAY, rng, hard=False) == ("manhattan-distance",)
    lately = fold([attempt("manhattan-distance", 0.1, "easy")])
    seen = {choose_bugs(problem, lately, TODAY, rng, hard=False)[0] for _ in range(200)}
    assert seen == {bug.id for bug in problem.bugs} - {"manhattan-distance"}
    everything = fold([attempt(bug.id, 0.01 * i, "easy") for i, bug in enumerate(problem.bugs)])
    assert choose_bugs(problem, everything, TODAY, rng, hard=False) == (problem.bugs[-1].id,)
    assert len(choose_bugs(problem, everything, TODAY, rng, hard=True)) == 2
