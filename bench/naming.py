"""How often the name given to a mistake is right: `python bench/naming.py [PROBLEM ...] [--seed N] [--all]`.

Each of a problem's bugs was made again in solutions of other styles (`tests/bank/rewritten`). Each of those is judged,
and the mistake is named as in a debrief. Precision: of the names given, how many are right, and of those that were
given for certain; reach: of all, how many got the right name. `--all` prints every name that was wrong.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import yaml
from msgspec import convert

from mockml.bank.bugs import apply_bug, apply_edits
from mockml.bank.judging import open_judge
from mockml.bank.library import Bank
from mockml.bank.spec import Edit, Problem
from mockml.diagnosis.naming import choose, failures
from mockml.judge.service import Judge
from mockml.judge.submission import Submission

TESTS = Path(__file__).parents[1] / "tests" / "bank"


def rewritten(problem: str) -> Iterator[tuple[str, str, str]]:
    """The bug, the style and the text of every bug that was made again."""
    for row in yaml.safe_load((TESTS / "rewritten" / f"{problem}.yaml").read_text()):
        text = (TESTS / "variants" / problem / f"{row['style']}.py").read_text()
        yield row["bug"], row["style"], apply_edits(text, convert(row["edit"], list[Edit]))


def measure(problem: Problem, judge: Judge, seed: int) -> Iterator[tuple[str, str, str | None, bool]]:
    """For each: the bug, the style, the name that was given, and whether it was given for certain."""
    reference = (problem.folder / "reference.py").read_text()
    known = {
        bug.id: failures(judge.grade(Submission(apply_bug(reference, bug), "solution.py"), seed).cases)
        for bug in problem.bugs
    }
    for bug, style, text in rewritten(problem.id):
        verdict = judge.grade(Submission(text, "solution.py"), seed)
        named = choose(problem.bugs, failures(verdict.cases), known)
        yield bug, style, named.bug if named else None, bool(named and named.sure)


def main() -> None:
    """Prints a line for each problem, and one for all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("problems", nargs="*")
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--all", action="store_true")
    wanted = parser.parse_args()
    whole: Counter[str] = Counter()
    names = wanted.problems or sorted(path.stem for path in (TESTS / "rewritten").glob("*.yaml"))
    for name in names:
        problem = Bank().problem(name)
        with open_judge(problem) as judge:
            rows = list(measure(problem, judge, wanted.seed))
        count = Counter("none" if got is None else "right" if got == bug else "wrong" for bug, _, got, _ in rows)
        count += Counter(f"certainly {'right' if got == bug else 'wrong'}" for bug, _, got, sure in rows if sure)
        for bug, style, got, sure in rows:
            if wanted.all and got not in (None, bug):
                print(f"  {bug} in {style}: named {got}{', for certain' if sure else ''}")
        print(f"{name:<24} {figures(count)}", flush=True)
        whole += count
    print(f"{'all':<24} {figures(whole)}")


def figures(count: Counter[str]) -> str:
    """Precision and reach in words."""
    total, named = count["right"] + count["wrong"] + count["none"], count["right"] + count["wrong"]
    certain = count["certainly right"] + count["certainly wrong"]
    return (
        f"{total:4} mistakes, {named:4} named, precision {_share(count['right'], named)} "
        f"({certain:4} for certain, {_share(count['certainly right'], certain)}), reach {_share(count['right'], total)}"
    )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:6.1%}" if whole else "     -"


if __name__ == "__main__":
    main()
