"""A colleague's style: other names and another order, and nothing that anybody outside could tell."""

from __future__ import annotations

import ast
import random
from pathlib import Path

import pytest

from mockml.bank.bugs import apply_bug
from mockml.bank.judging import open_judge
from mockml.bank.library import Bank
from mockml.bank.restyle import Plan, plan
from mockml.bank.spec import Problem
from mockml.judge.submission import Submission

BANK = Bank()
VARIANTS = Path(__file__).parent / "variants"
EVERY = [*BANK.problem_ids(), *BANK.part_ids()]
SMALL = '''
"""What it does."""
import math

HALF = 0.5


class Model:
    """A model."""

    def __init__(self, rate=HALF):
        self.rate = rate  # reached from outside
        self.steps = 0

    def fit(self, X, y):
        """Fit it."""
        total, worst = 0.0, max(y)
        for row, label in zip(X, y):
            rows = [value * label for value in row]
            total += helper(rows, power=2) + self.count(rows)
        key = lambda worst: worst
        try:
            return key(total) / worst
        except ZeroDivisionError as error:
            raise ValueError(f"{total=}") from error

    def count(self, rows):
        self.steps += len(rows)
        return self.steps


class Other:
    def count(self):
        return 1

    def run(self, other):
        self.times = other.count()
        return self.times


def helper(values, power):
    """Helps."""
    return math.fsum(value**power for value in values)
'''


def reference(problem: Problem) -> str:
    """The reference's text."""
    return (problem.folder / "reference.py").read_text()


def reached(problem: Problem) -> str:
    """What may name something in a solution from outside."""
    return problem.body.signature + (problem.folder / "cases.py").read_text()


def style_of(problem: Problem, seed: str, *texts: str) -> Plan:
    """A plan for a problem's reference and more texts."""
    return plan((reference(problem), *texts), problem.entries, reached(problem), seed)


def public(text: str, problem: Problem) -> dict[str, str]:
    """What callers see: the entries, their methods that are named outside, and the names of their parameters."""
    found: dict[str, str] = {}
    known = reached(problem)
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef) and node.name in problem.entries:
            found[node.name] = ast.dump(node.args)
        if isinstance(node, ast.ClassDef) and node.name in problem.entries:
            methods = [part for part in node.body if isinstance(part, ast.FunctionDef) and part.name in known]
            found |= {f"{node.name}.{part.name}": ast.dump(part.args) for part in methods}
    return found


@pytest.mark.parametrize("name", EVERY)
def test_what_callers_see_stays(name: str) -> None:
    """Entries, methods and parameters keep their names and defaults; there is no comment and no docstring."""
    problem = BANK.problem(name)
    text = reference(problem)
    for seed in "abc":
        styled = style_of(problem, seed).apply(text)
        assert public(styled, problem) == public(text, problem)
        assert "#" not in styled
        assert '"""' not in styled
        compile(styled, "styled.py", "exec")


@pytest.mark.parametrize("name", EVERY)
def test_new_names_are_nowhere_else(name: str) -> None:
    """Each old name gets one new one of its own that was no word of any text; applied again, nothing changes."""
    problem = BANK.problem(name)
    made = style_of(problem, "x", *(apply_bug(reference(problem), bug) for bug in problem.bugs))
    new = [*made.names.values(), *made.attributes.values()]
    assert len(set(new)) == len(new)
    words = {node.id for node in ast.walk(ast.parse(reference(problem))) if isinstance(node, ast.Name)}
    assert not words & set(new)
    once = made.apply(reference(problem))
    assert made.apply(once) == once


@pytest.mark.parametrize("name", EVERY)
def test_the_style_is_the_seeds(name: str) -> None:
    """The same seed gives the same text; of five seeds, no two give the same where there is anything to rename."""
    problem = BANK.problem(name)
    texts = [style_of(problem, str(seed)).apply(reference(problem)) for seed in range(5)]
    assert texts[0] == style_of(problem, "0").apply(reference(problem))
    assert len(set(texts)) >= min(3, 1 + len(style_of(problem, "0").names))


def test_a_bug_and_its_fix_get_the_same_style() -> None:
    """With one plan, the text with a bug differs from the one without in the bug's own lines only."""
    problem = BANK.problem("kmeans")
    for bug in random.Random(1).sample(problem.bugs, 8):
        broken = apply_bug(reference(problem), bug)
        made = style_of(problem, bug.id, broken)
        before, after = made.apply(reference(problem)).splitlines(), made.apply(broken).splitlines()
        assert len(set(before) ^ set(after)) <= 8


def test_every_kind_of_name_is_known() -> None:
    """Lambdas, comprehensions, exceptions, constants, keywords and attributes: it does what it did before."""
    made = plan([SMALL], ["Model"], "rate fit X y", "7")
    styled = made.apply(SMALL)
    assert {"total", "row", "value"} <= set(made.names)
    assert set(made.attributes) == {"steps", "run", "times"}  # `count` is asked of another object
    assert not {"rows", "power", "worst", "HALF", "math", "error", "key_", "rate", "X", "y"} & set(made.names)
    answers = []
    for text in (SMALL, styled):
        space: dict[str, object] = {}
        exec(compile(text, "small.py", "exec"), space)
        model = space["Model"]()  # type: ignore[operator]
        answers.append((model.fit([[1.0, 2.0], [3.0, 4.0]], [2.0, 5.0]), model.rate))
        with pytest.raises(ValueError, match=r"=16\.0|=0\.0|="):
            model.fit([[1.0]], [0.0])
    assert answers[0] == answers[1]


def variants() -> list[tuple[str, Path]]:
    """Right solutions in many styles, each with its problem."""
    folders = sorted(path for path in VARIANTS.iterdir() if path.is_dir() and path.name in EVERY)
    return [(folder.name, path) for folder in folders for path in sorted(folder.glob("*.py"))]


def rejected(name: str, path: Path) -> str:
    """Why a right solution is rejected in its new style; '' where it is not."""
    problem = BANK.problem(name)
    text = path.read_text()
    styled = plan([text], problem.entries, reached(problem), path.name).apply(text)
    with open_judge(problem) as judge:
        verdict = judge.grade(Submission(styled, "styled.py"), 5)
    return "; ".join(f"{path}: {case.id}: {case.message}" for case in verdict.cases if not case.good)


@pytest.mark.parametrize("number", range(4))
def test_right_code_of_any_style_stays_right(number: int) -> None:
    """Solutions by many hands, with classes, helpers, lambdas and tricks, pass all cases in their new style."""
    assert rejected(*random.Random(number).choice(variants())) == ""


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_right_code_of_every_style_stays_right() -> None:
    """The same for every one of them."""
    assert [words for name, path in variants() if (words := rejected(name, path))] == []
