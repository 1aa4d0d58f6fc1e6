"""Names the mistake: a problem's bugs are run on the same data, and what comes out is compared.

Precision matters more than reach. A bug is named only if it fails exactly the cases that the solution fails; it is
certain if those failures also read the same, number for number. It is likely if most of them do: how many depends on
whether the cases alone tell it from all other bugs, or other bugs fail the same ones and the words have to decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mockml.bank.bugs import apply_bug
from mockml.bank.spec import Bug, Problem
from mockml.judge.outcomes import CaseResult, Verdict

if TYPE_CHECKING:
    from mockml.judge.service import Judge

NUMBER = re.compile(r"[-+]?\d+\.\d+(?:e[-+]?\d+)?", re.IGNORECASE)
PLACE = re.compile(r" \([^()]+:\d+(?:, in |: |\)).*")  # as in " (solution.py:9, in f: return a)"
ALIKE_ALONE = 0.5  # to be exceeded by a bug that alone fails these cases
ALIKE_OF_SEVERAL = 0.75  # to be reached where other bugs fail them as well
Failures = Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Mistake:
    """A bug whose failures a solution shares; `sure` where they also read the same."""

    bug: str
    title: str
    lesson: str
    sure: bool


def name_mistake(problem: Problem, judge: Judge, verdict: Verdict) -> Mistake | None:
    """The mistake behind a verdict; None where nothing failed, or where no bug explains it, or more than one does.

    Raises CannotJudge when the judge cannot run.
    """
    failed = failures(verdict.cases)
    if not failed or verdict.verdict == "unjudged":
        return None
    return choose(problem.bugs, failed, _bug_failures(problem, judge, verdict.seed, failed))


def failures(cases: Iterable[CaseResult]) -> dict[str, tuple[str, str]]:
    """How each case failed, in words that two solutions with the same mistake share."""
    return {case.id: (case.outcome, _plain(case.message)) for case in cases if not case.good}


def choose(bugs: Iterable[Bug], failed: Failures, found: Mapping[str, Failures]) -> Mistake | None:
    """The one bug that explains the failures, by what each bug's failures were."""
    fitting = {bug.id: _alike(failed, found[bug.id]) for bug in bugs if found.get(bug.id, {}).keys() == failed.keys()}
    same = [name for name, share in fitting.items() if share == 1]
    near = [name for name, share in fitting.items() if _likely(share, len(fitting))]
    names = same or near
    if len(names) != 1:
        return None
    bug = next(bug for bug in bugs if bug.id == names[0])
    return Mistake(bug.id, bug.title, bug.lesson, sure=bool(same))


def _likely(share: float, fitting: int) -> bool:
    """Where other bugs fail the same cases, more has to be alike before one of them is named."""
    return share > ALIKE_ALONE if fitting == 1 else share >= ALIKE_OF_SEVERAL


def _bug_failures(problem: Problem, judge: Judge, seed: int, failed: Failures) -> dict[str, Failures]:
    """How the bugs fail that could be it: those whose own cases are all among what failed."""
    from mockml.judge.submission import Submission

    reference = (problem.folder / "reference.py").read_text(encoding="utf-8")
    found: dict[str, Failures] = {}
    for bug in problem.bugs:
        if set(bug.caught_by) <= failed.keys():
            text = apply_bug(reference, bug)
            found[bug.id] = failures(judge.grade(Submission(text, "solution.py"), seed).cases)
    return found


def _alike(left: Failures, right: Failures) -> float:
    return sum(left[name] == right.get(name) for name in left) / len(left)


def _plain(message: str) -> str:
    """A message without the place in the file, and with numbers to five digits: small errors differ late."""
    return NUMBER.sub(lambda found: f"{float(found[0]):.5g}", PLACE.sub("", message.splitlines()[0] if message else ""))
