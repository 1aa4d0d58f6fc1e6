"""`mockml check`: proves problems, for those who write them."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from mockml.bank.held import held
from mockml.bank.library import Bank, load_equivalents
from mockml.bank.needs import absence, missing, need_installed
from mockml.bank.proof import (
    Counts,
    Mutants,
    Subject,
    all_mutants,
    bugs,
    examples,
    findings,
    idle_cases,
    reference_text,
    rest,
    right_solution,
    wrong_solution,
)
from mockml.bank.spec import Problem
from mockml.bank.strict import shown
from mockml.cli import options
from mockml.cli.output import Result, emit
from mockml.cli.proof_text import Proof, proof_text
from mockml.errors import BadSpec
from mockml.interview.matching import misheard

LINE_COLUMNS = 120
SPEED_MARGIN = 0.5

Problems = Annotated[
    list[str] | None,
    typer.Argument(help="Problem ids or folders; else all.", autocompletion=options.complete_problem),
]
Seeds = Annotated[int, typer.Option("--seeds", min=1, max=100_000, help="Seeds for each solution and bug.")]
First = Annotated[int, typer.Option("--first-seed", min=0, help="The first seed.")]
Jobs = Annotated[int | None, typer.Option("--jobs", min=1, max=64, help="Processes at once [one for each core].")]
WithMutants = Annotated[bool, typer.Option("--mutants", help="Also operator-level mutants of the reference.")]
Also = Annotated[
    list[Path] | None,
    typer.Option("--also", help="Right solutions, which have to pass: a file or a folder of them."),
]
Wrong = Annotated[
    list[Path] | None,
    typer.Option("--wrong", help="Wrong solutions, which some case has to reject: a file or a folder of them."),
]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(epilog="Example: mockml check kmeans --seeds 50 --mutants")(check)


def check(
    problems: Problems = None,
    seeds: Seeds = 20,
    first_seed: First = 0,
    jobs: Jobs = None,
    mutants: WithMutants = False,
    also: Also = None,
    wrong: Wrong = None,
    as_json: options.Json = False,
) -> None:
    """Prove problems on many seeds. References pass, bugs are caught, cases earn their place. Exit: 0 if so, else 1."""
    started = time.monotonic()
    bank = Bank()
    skipped = {} if problems else {card.id: names for card in bank.cards() if (names := missing(card))}
    names = problems or [name for name in bank.problem_ids() if name not in skipped]
    proofs = [_load(bank, name) for name in names]
    whole = [(i, proof) for i, proof in enumerate(proofs) if proof.problem is not None]
    plans = {i: _plan(proof, mutants, also or [], wrong or []) for i, proof in whole}
    # What can be seen by reading is told at once, and not after the minutes of a proof.
    plans = {i: plan for i, plan in plans.items() if not proofs[i].findings}
    _run(proofs, plans, seeds, first_seed, jobs or os.cpu_count() or 1)
    seconds = time.monotonic() - started
    failed = any(proof.findings for proof in proofs)
    data = {
        "seeds": seeds,
        "seconds": round(seconds, 2),
        "problems": [{"problem": proof.name, **proof.figures, "findings": proof.findings} for proof in proofs],
        "skipped": [{"problem": name, "missing": absent} for name, absent in skipped.items()],
    }
    given = ("--first-seed", first_seed), ("--mutants", mutants), ("--also", also or []), ("--wrong", wrong or [])
    text = "\n".join([*_skips(skipped), proof_text(proofs, seeds, seconds, options.typed_again(*given))])
    emit("check", Result(data, text, 1 if failed else 0), as_json=as_json)


def _skips(skipped: dict[str, list[str]]) -> list[str]:
    return [f"{name}: skipped, since it needs {absence(names)}" for name, names in skipped.items()]


def _load(bank: Bank, name: str) -> Proof:
    try:
        problem = bank.problem(name)
    except BadSpec as error:
        return Proof(None, name, list(error.findings))
    need_installed(problem.card)
    return Proof(problem, name)


@dataclass(frozen=True, slots=True)
class _Plan:
    subjects: list[Subject]
    mutants: Mutants | None


def _plan(proof: Proof, with_mutants: bool, also: list[Path], wrong: list[Path]) -> _Plan:
    from mockml.judge.case import load_cases

    problem = proof.problem
    assert problem is not None
    excused = [case.id for case in load_cases(problem.folder) if case.catches_nothing_because]
    subjects = [right_solution(problem, "reference", reference_text(problem)), examples(problem)]
    subjects += [right_solution(problem, *one) for one in held(also, problem)]
    subjects += [wrong_solution(problem, one.name, one.text) for one in held(wrong, problem)]
    subjects += [*bugs(problem), *rest(problem, excused)]
    found = None
    if with_mutants:
        listed = shown(problem.folder / "equivalents.yaml")
        found = all_mutants(problem, load_equivalents(problem.folder))
        subjects += found.subjects
        proof.findings += [f"{listed}: no mutant {one.before} -> {one.after}" for one in found.unknown]
    proof.findings += _read(problem)
    return _Plan(subjects, found)


def _read(problem: Problem) -> Iterator[str]:
    """What reading shows: lines that are too long, and ways of asking that would not get their answer."""
    for path in problem.modules():
        lines = path.read_text(encoding="utf-8").splitlines()
        for i, line in enumerate(lines, 1):
            if len(line) > LINE_COLUMNS:
                place = f"{shown(path)}:{i}:{LINE_COLUMNS + 1}"
                yield f"{place}: a line of {len(line)} columns; at most {LINE_COLUMNS}"
    body, spec = problem.body, shown(problem.folder / "problem.yaml")
    yield from (f"{spec}: {line}" for line in misheard(body.clarifications, problem.general, body.left_open))


def _run(proofs: list[Proof], plans: dict[int, _Plan], seeds: int, first: int, jobs: int) -> None:
    from mockml.bank.proving import carry_out, tasks

    work = []
    for i, plan in plans.items():
        problem = proofs[i].problem
        assert problem is not None
        work += tasks(problem.folder.resolve(), plan.subjects, seeds, first)
    found = carry_out(work, jobs, _progress())
    for i, plan in plans.items():
        problem = proofs[i].problem
        assert problem is not None
        folder = problem.folder.resolve()
        _conclude(proofs[i], plan, [found[(folder, number)] for number in range(len(plan.subjects))])


def _conclude(proof: Proof, plan: _Plan, counts: list[Counts]) -> None:
    counted = list(zip(plan.subjects, counts, strict=True))
    proof.findings += findings(counted)
    proof.findings += [f"{name}: catches no bug, and does not say why it need not" for name in idle_cases(counted)]
    speeds = {name: one.speed for name, one in counts[0].items() if one.speed is not None}
    for name, share in speeds.items():
        if share > SPEED_MARGIN:
            proof.findings.append(f"{name}: the reference itself takes {share:.0%} of the time that is the mark")
    kinds = [subject.kind for subject in plan.subjects]
    lived = sum(line.startswith("mutant lives") for line in proof.findings)
    problem = proof.problem
    assert problem is not None
    proof.figures = {
        "cases": len(problem.cases),
        "solutions": kinds.count("solution"),
        "unasked": kinds.count("unasked"),
        "wrong": kinds.count("wrong"),
        "bugs": kinds.count("bug"),
        "mutants_killed": kinds.count("mutant") - lived if plan.mutants else None,
        "mutants_alive": lived if plan.mutants else None,
        "mutants_equivalent": plan.mutants.equivalent if plan.mutants else None,
        "speed": round(max(speeds.values()), 3) if speeds else None,
    }


def _progress() -> Callable[[int, int], None]:
    """Tells how far it is, on one line of a terminal; elsewhere nothing."""
    if not sys.stderr.isatty():
        return lambda *_: None

    def tell(done: int, of: int) -> None:
        sys.stderr.write(f"\r{done} of {of} " if done < of else "\r" + " " * 30 + "\r")
        sys.stderr.flush()

    return tell
