"""`mockml grade` and `mockml run`: a solution file against the hidden cases, or against what may be seen."""

from __future__ import annotations

import secrets
import shlex
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typer

from mockml.bank.judging import open_judge, visible_examples
from mockml.bank.library import Bank
from mockml.bank.needs import runnable
from mockml.bank.spec import Problem
from mockml.cli import options
from mockml.cli.output import Result, emit, text_width
from mockml.errors import CannotJudge, MockmlError
from mockml.host.jobs import unjudged
from mockml.host.runtext import run_text
from mockml.judge.outcomes import Verdict
from mockml.judge.service import Judge
from mockml.judge.source import modules_beside, problem_named, read_source
from mockml.judge.submission import Submission
from mockml.report.clean import clean
from mockml.report.verdict_text import render_verdict

CODES = {"passed": 0, "failed": 1, "unjudged": 4}


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command(epilog="Example: mockml grade kmeans.py")(grade)
    app.command(epilog="Example: mockml run kmeans.py")(run)


def grade(
    files: options.Files,
    problem: options.ProblemOption = None,
    seed: options.Seed = None,
    timeout: options.Timeout = None,
    reveal: options.Reveal = False,
    require_isolation: options.RequireIsolation = False,
    allow_local_imports: options.LocalImports = False,
    as_json: options.Json = False,
) -> None:
    """Run the hidden cases on solution files. Exit: 0 passed, 1 failed, 2 bad file, 3 no such problem, 4 unjudged."""
    chosen = secrets.randbelow(2**32) if seed is None else seed
    typed = _typed(problem, timeout, beside=allow_local_imports)
    data: list[dict[str, Any]] = []
    texts, errors, codes = [], [], [0]
    with _Judges(timeout, isolated=require_isolation) as judges:
        for path in files:
            try:
                submission = read_submission(path, beside=allow_local_imports)
                verdict = judges.grade(find_problem(path, submission.source, problem), submission, chosen)
            except MockmlError as error:
                errors.append(error)
                codes.append(error.exit_code)
                continue
            data.append(_row(path, verdict))
            texts.append(render_verdict(verdict, str(path), text_width(), reveal, typed, problem or ""))
            codes.append(CODES[verdict.verdict])
    result = Result(data, "\n\n".join(texts), _worst(codes), tuple(errors))
    emit("grade", result, as_json=as_json)


def _typed(problem: str | None, timeout: float | None, *, beside: bool) -> str:
    """The options that the next command needs as well."""
    given = ("--problem", problem), ("--timeout", timeout), ("--allow-local-imports", beside)
    return options.typed_again(*given)


class _Judges:
    """A judge for each problem that is met."""

    def __init__(self, timeout: float | None, *, isolated: bool) -> None:
        self._timeout, self._isolated = timeout, isolated
        self._judges: dict[Path, Judge] = {}

    def __enter__(self) -> _Judges:
        return self

    def __exit__(self, *_: object) -> None:
        for judge in self._judges.values():
            judge.close()

    def grade(self, problem: Problem, submission: Submission, seed: int) -> Verdict:
        """The verdict on one file."""
        judge = self._judges.get(problem.folder)
        if judge is None:
            judge = self._judges[problem.folder] = open_judge(problem, self._timeout)
        judge.begin()
        judge.cases  # noqa: B018 - imports NumPy here while the judge's process does so there
        try:
            judge.warm()
        except CannotJudge as error:
            return unjudged(problem, seed, error)
        if self._isolated:
            judge.require_isolation()
        return judge.grade(submission, seed)


def read_submission(path: Path, *, beside: bool) -> Submission:
    """A solution file as the judge takes it, and with `beside` the modules that lie beside it."""
    return Submission(read_source(path), str(path), modules_beside(path) if beside else {})


def find_problem(path: Path, source: str, problem_id: str | None) -> Problem:
    """The problem a file is for. Raises NotFound where there is none of that name, NotInstalled without its needs."""
    return runnable(Bank(), problem_id or problem_named(source, path) or path.stem.replace("_", "-"))


def _row(path: Path, verdict: Verdict) -> dict[str, Any]:
    keys = ("id", "title", "tag", "outcome", "message", "seconds")
    return {
        "file": str(path),
        "problem": verdict.problem,
        "seed": verdict.seed,
        "verdict": verdict.verdict,
        "score": round(verdict.score, 4),
        "cases": [{key: getattr(case, key) for key in keys} for case in verdict.cases],
        "isolation": [asdict(layer) for layer in verdict.isolation],
    }


def _worst(codes: list[int]) -> int:
    """One exit code for several files: a file that could not be used or judged outweighs a failed one."""
    return next((code for code in (2, 3, 4, 1) if code in codes), 0)


def run(
    file: options.File,
    problem: options.ProblemOption = None,
    timeout: options.Timeout = None,
    allow_local_imports: options.LocalImports = False,
    as_json: options.Json = False,
) -> None:
    """Run the visible examples and the file's own test_ functions. Exit: 0 all held, 1 some did not."""
    submission = read_submission(file, beside=allow_local_imports)
    found = find_problem(file, submission.source, problem)
    with open_judge(found, timeout) as judge:
        report = judge.run(submission, visible_examples(found))
    data = {"file": str(file), "problem": found.id, **asdict(report), "ok": report.ok}
    typed = _typed(problem, timeout, beside=allow_local_imports)
    text = f"{clean(run_text(report))}\n\nNext: mockml grade {shlex.quote(str(file))}{typed}"
    emit("run", Result(data, text, 0 if report.ok else 1), as_json=as_json)
