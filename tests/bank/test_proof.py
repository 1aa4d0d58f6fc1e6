"""The problems that ship are proven: right solutions pass in every style, every bug is caught by the cases it names.

The suite uses a few seeds, and runs what is many in this process; `pytest -m slow` uses hundreds, and workers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from mockml.bank.bugs import apply_bug
from mockml.bank.held import held
from mockml.bank.judging import visible_examples
from mockml.bank.library import Bank
from mockml.bank.proof import (
    Subject,
    bugs,
    examine,
    findings,
    idle_cases,
    reference_text,
    rest,
    right_solution,
    wrong_solution,
)
from mockml.bank.spec import Problem
from mockml.judge.process import Limits
from mockml.judge.service import Judge
from mockml.judge.submission import Submission
from tests.bank.near import trouble

NAMES = Bank().problem_ids() + Bank().part_ids()
# The pieces of problems are many; what `mockml check` proves of them as well is left to the slow proofs.
MOSTLY = [*Bank().problem_ids(), *(pytest.param(name, marks=pytest.mark.slow) for name in Bank().part_ids())]
HERE = Path(__file__).parent
STYLES = [pytest.param(path, id=f"{path.parent.name}-{path.stem}") for path in sorted(HERE.glob("variants/*/*.py"))]
UNASKED = [pytest.param(path, id=f"{path.parent.name}-{path.stem}") for path in sorted(HERE.glob("unasked/*/*"))]
WRONG = [pytest.param(path, id=f"{path.parent.name}-{path.stem}") for path in sorted(HERE.glob("wrong/*/*"))]
RANDOM = ("kmeans", "decision-tree", "neural-network")  # in these, right solutions differ by chance and by taste
STARTS = [path for name in RANDOM for path in sorted(HERE.glob(f"variants/{name}/*.py"))]
FEW, ONE = range(2), range(1)
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


def found(judge: Judge, subjects: Iterable[Subject], seeds: Iterable[int]) -> list[str]:
    """What does not hold of the subjects."""
    seeds = list(seeds)
    return findings([(subject, examine(judge, subject, seeds)) for subject in subjects])


def wrong_ones(problem: Problem, path: Path) -> list[Subject]:
    """The wrong solutions of a file."""
    return [wrong_solution(problem, one.name, one.text) for one in held([path], problem)]


def few(problem: Problem) -> range:
    """The seeds of the suite: pieces of problems are many, so one has to do for them."""
    return FEW if problem.card.part_of is None else ONE


def said(judges: Judges, name: str, source: str, seed: int = 0) -> dict[str, str]:
    """What each case says against a solution that runs in this process, '' where it accepts it."""
    _, judge = judges[name]
    submission = Submission(source, "solution.py")
    tables = "pandas" in judge.requires
    return {case.id: trouble(case, submission, seed, tables=tables) for case in judge.cases if case.tag != "speed"}


@pytest.mark.parametrize("name", NAMES)
def test_references_pass(judges: Judges, name: str) -> None:
    """The reference passes every case on every seed."""
    problem, judge = judges[name]
    assert found(judge, [right_solution(problem, "reference", reference_text(problem))], few(problem)) == []


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("path", STYLES)
def test_every_style_of_right_solution_passes(judges: Judges, path: Path) -> None:
    """Loops, lists, float32, other starts and other structure are all accepted."""
    assert [words for words in said(judges, path.parent.name, path.read_text()).values() if words] == []


@pytest.mark.parametrize("name", MOSTLY)
def test_bugs_are_caught(judges: Judges, name: str) -> None:
    """Every bug is caught on every seed by each case that it names."""
    problem, judge = judges[name]
    assert found(judge, bugs(problem), ONE) == []


@pytest.mark.parametrize("path", WRONG)
def test_wrong_solutions_are_rejected(judges: Judges, path: Path) -> None:
    """Mistakes that are no small edit of the reference, made by those who knew only the contract, do not pass."""
    problem, judge = judges[path.parent.name]
    assert found(judge, wrong_ones(problem, path), ONE) == []


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("path", UNASKED)
def test_other_choices_fail_only_what_they_left_unasked(judges: Judges, path: Path) -> None:
    """Who never asked and chose otherwise fails, and only cases that name what was left unasked."""
    problem, _ = judges[path.parent.name]
    for one in held([path], problem):
        subject = right_solution(problem, *one)
        rejected = {case for case, words in said(judges, path.parent.name, subject.source).items() if words}
        assert rejected, one.name
        assert rejected <= subject.decided, one.name


@pytest.mark.parametrize("name", MOSTLY)
def test_cases_earn_their_place(judges: Judges, name: str) -> None:
    """Every case catches some bug, or says why it need not."""
    problem, judge = judges[name]
    excused = [case.id for case in judge.cases if case.catches_nothing_because]
    assert idle_cases([(subject, examine(judge, subject, [1])) for subject in rest(problem, excused)]) == []


@pytest.mark.parametrize("name", MOSTLY)
@pytest.mark.parametrize("value", ["None", "'x'", "3", "[[1], [1, 2]]", "(1, 2, 3, 4)", "object()", "{}", "(None, [])"])
def test_garbage_is_never_the_cases_fault(judges: Judges, name: str, value: str) -> None:
    """A solution that returns nonsense fails in words; no case breaks on it."""
    problem, judge = judges[name]
    nonsense = "\n".join(f"def {entry}(*args, **kwargs):\n    return {value}\n" for entry in problem.entries)
    verdict = judge.grade(Submission(nonsense, "nonsense.py"), 1)
    assert {case.outcome for case in verdict.cases} <= {"failed", "invalid", "missing"}, verdict.cases


@pytest.mark.parametrize("name", NAMES)
def test_the_starter_and_the_examples_work(judges: Judges, name: str) -> None:
    """The reference satisfies the visible examples; the untouched starter file fails in words, without an error."""
    from mockml.host.starter import starter_text

    problem, judge = judges[name]
    report = judge.run(Submission(reference_text(problem), "reference.py"), visible_examples(problem))
    assert report.ok, report
    verdict = judge.grade(Submission(starter_text(problem), "starter.py"), 1)
    assert {case.outcome for case in verdict.cases} <= {"failed", "invalid", "missing"}


@pytest.mark.slow
@pytest.mark.timeout(3000)
@pytest.mark.parametrize("name", NAMES)
def test_references_pass_on_many_seeds(judges: Judges, name: str) -> None:
    """The reference passes every case on 300 seeds."""
    problem, judge = judges[name]
    assert found(judge, [right_solution(problem, "reference", reference_text(problem))], MANY) == []


@pytest.mark.slow
@pytest.mark.timeout(3000)
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("path", STARTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_any_valid_start_passes_on_a_thousand_seeds(judges: Judges, path: Path) -> None:
    """Whatever a right solution starts from, it passes on 1,000 seeds; in this process: workers would take hours."""
    _, judge = judges[path.parent.name]
    submission = Submission(path.read_text(), path.name)
    cases = [case for case in judge.cases if case.tag != "speed"]
    assert [words for seed in range(1000) for case in cases if (words := trouble(case, submission, seed))] == []


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", Bank().problem_ids())
def test_near_judges_as_a_worker_does(judges: Judges, name: str) -> None:
    """In this process, too, the reference passes every case, and a bug is caught by those that it names."""
    problem, _ = judges[name]
    right, bug = reference_text(problem), problem.bugs[0]
    assert not any(said(judges, name, right, 3).values())
    answers = said(judges, name, apply_bug(right, bug), 3)
    assert {case for case in bug.caught_by if case in answers} <= {case for case, words in answers.items() if words}


@pytest.mark.slow
@pytest.mark.timeout(3000)
@pytest.mark.parametrize("path", STYLES)
def test_styles_pass_on_many_seeds(judges: Judges, path: Path) -> None:
    """Each style of right solution passes on 300 seeds."""
    problem, judge = judges[path.parent.name]
    assert found(judge, [right_solution(problem, path.stem, path.read_text())], MANY) == []


@pytest.mark.slow
@pytest.mark.timeout(3000)
@pytest.mark.parametrize("path", WRONG)
def test_wrong_solutions_are_rejected_on_many_seeds(judges: Judges, path: Path) -> None:
    """Strangers' mistakes are rejected on 50 seeds."""
    problem, judge = judges[path.parent.name]
    assert found(judge, wrong_ones(problem, path), BUG_MANY) == []


@pytest.mark.slow
@pytest.mark.timeout(3000)
@pytest.mark.parametrize("name", NAMES)
def test_bugs_are_caught_on_many_seeds(judges: Judges, name: str) -> None:
    """Every bug is caught on 50 seeds by each case that it names."""
    problem, judge = judges[name]
    assert found(judge, bugs(problem), BUG_MANY) == []
