"""The problems that ship are proven: right solutions pass in every style, every bug is caught by the cases it names.

The suite uses a few seeds; `pytest -m slow` uses hundreds.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mockml.bank.library import Bank
from mockml.bank.proof import prove_bugs, prove_cases, prove_solution, reference_text
from mockml.bank.spec import Problem
from mockml.judge.process import Limits
from mockml.judge.service import Judge
from mockml.judge.submission import Submission

NAMES = Bank().problem_ids()
VARIANTS = Path(__file__).parent / "variants"
STYLES = [pytest.param(path, id=f"{path.parent.name}-{path.stem}") for path in sorted(VARIANTS.glob("*/*.py"))]
FEW, BUG_FEW = range(12), range(4)
MANY, BUG_MANY = range(300), range(50)


@pytest.fixture(scope="module")
def judges() -> Iterator[dict[str, tuple[Problem, Judge]]]:
    """A warm judge for each problem."""
    found = {}
    for name in NAMES:
        problem = Bank().problem(name)
        limits = Limits(seconds=20)
        judge = Judge(name, problem.folder, requires=problem.card.requires, forbids=problem.body.forbids, limits=limits)
        found[name] = (problem, judge)
    yield found
    for _, judge in found.values():
        judge.close()


Judges = dict[str, tuple[Problem, Judge]]


@pytest.mark.parametrize("name", NAMES)
def test_references_pass(judges: Judges, name: str) -> None:
    """The reference passes every case on every seed."""
    problem, judge = judges[name]
    assert prove_solution(judge, "reference", reference_text(problem), FEW) == []


@pytest.mark.parametrize("path", STYLES)
def test_every_style_of_right_solution_passes(judges: Judges, path: Path) -> None:
    """Loops, lists, float32, other starts and other structure are all accepted."""
    assert prove_solution(judges[path.parent.name][1], path.stem, path.read_text(), FEW) == []


@pytest.mark.parametrize("name", NAMES)
def test_bugs_are_caught(judges: Judges, name: str) -> None:
    """Every bug is caught on every seed by each case that it names."""
    assert prove_bugs(*judges[name], BUG_FEW) == []


@pytest.mark.parametrize("name", NAMES)
def test_cases_earn_their_place(judges: Judges, name: str) -> None:
    """Every case catches some bug, or says why it need not."""
    assert prove_cases(*judges[name], seed=1) == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("value", ["None", "'x'", "3", "[[1], [1, 2]]", "(1, 2, 3, 4)", "object()", "{}", "(None, [])"])
def test_garbage_is_never_the_cases_fault(judges: Judges, name: str, value: str) -> None:
    """A solution that returns nonsense fails in words; no case breaks on it."""
    problem, judge = judges[name]
    nonsense = "\n".join(f"def {entry}(*args, **kwargs):\n    return {value}\n" for entry in problem.entries)
    verdict = judge.grade(Submission(nonsense, "nonsense.py"), 1)
    assert {case.outcome for case in verdict.cases} <= {"failed", "invalid"}, verdict.cases


@pytest.mark.parametrize("name", NAMES)
def test_the_starter_and_the_examples_work(judges: Judges, name: str) -> None:
    """The reference satisfies the visible examples; the untouched starter file fails in words, without an error."""
    from mockml.host.starter import starter_text
    from mockml.judge.workbench import Visible

    problem, judge = judges[name]
    examples = [Visible(e.call, e.expected, e.given) for e in problem.body.examples]
    report = judge.run(Submission(reference_text(problem), "reference.py"), examples)
    assert report.ok, report
    verdict = judge.grade(Submission(starter_text(problem), "starter.py"), 1)
    assert {case.outcome for case in verdict.cases} <= {"failed", "invalid"}


@pytest.mark.slow
@pytest.mark.timeout(3000)
@pytest.mark.parametrize("name", NAMES)
def test_references_pass_on_many_seeds(judges: Judges, name: str) -> None:
    """The reference passes every case on 300 seeds."""
    problem, judge = judges[name]
    assert prove_solution(judge, "reference", reference_text(problem), MANY) == []


@pytest.mark.slow
@pytest.mark.timeout(3000)
@pytest.mark.parametrize("path", STYLES)
def test_styles_pass_on_many_seeds(judges: Judges, path: Path) -> None:
    """Each style of right solution passes on 300 seeds."""
    assert prove_solution(judges[path.parent.name][1], path.stem, path.read_text(), MANY) == []


@pytest.mark.slow
@pytest.mark.timeout(3000)
@pytest.mark.parametrize("name", NAMES)
def test_bugs_are_caught_on_many_seeds(judges: Judges, name: str) -> None:
    """Every bug is caught on 50 seeds by each case that it names."""
    assert prove_bugs(*judges[name], BUG_MANY) == []
