"""A verdict as text: each case's title and outcome, failures in words, and what to do next."""

from __future__ import annotations

import shlex

from mockml.judge.outcomes import CaseResult, Verdict
from mockml.report.clean import clean
from mockml.report.layout import block, command, fill

MARKS = {
    "passed": "ok",
    "slow": "ok, slow",
    "failed": "FAILED",
    "error": "ERROR",
    "timeout": "TIMEOUT",
    "memory": "MEMORY",
    "crashed": "CRASHED",
    "missing": "MISSING",
    "invalid": "INVALID",
    "unjudged": "UNJUDGED",
}
MARK_WIDTH = max(len(mark) for mark in MARKS.values())
HANG = " " * (MARK_WIDTH + 4)
LONG_MESSAGE = 30
SHOWN_OUTPUT = 600


def render_verdict(verdict: Verdict, file: str, width: int, reveal: bool, options: str = "", problem: str = "") -> str:
    """A verdict for `mockml grade`; `options` and `problem` are what it was called with, to be given again."""
    lines = [*fill(f"{file}: {verdict.problem}, seed {verdict.seed}", width), ""]
    lines += render_cases(verdict, width, reveal)
    lines += ["", *fill(f"{tally(verdict, 'cases')}: {verdict.verdict}.", width)]
    absent = ", ".join(layer.layer for layer in verdict.isolation if not layer.active)
    if absent:
        said = f"Isolation that is not active here: {absent}. Grade only code you would run yourself."
        lines += fill(said, width)
    lines += fill(_next(verdict, file, reveal, options, problem or verdict.problem), width)
    return "\n".join(lines)


def tally(verdict: Verdict, noun: str = "") -> str:
    """How many cases passed, and how many could not be judged."""
    passed = sum(case.good for case in verdict.cases)
    unjudged = sum(case.outcome == "unjudged" for case in verdict.cases)
    words = f"{passed} of {len(verdict.cases)} {noun} passed".replace("  ", " ")
    return f"{words}, {unjudged} could not be judged" if unjudged else words


def render_cases(verdict: Verdict, width: int, reveal: bool) -> list[str]:
    """A line for each case, and words below those that are not simply passed."""
    lines = []
    above = ""
    for case in verdict.cases:
        lines += fill(case.title, width, f"  {MARKS[case.outcome]:<{MARK_WIDTH}}  ", HANG)
        if case.outcome == "passed":
            continue
        # A file that cannot be loaded says the same for every case: once is enough.
        repeated = case.message == above and len(above) > LONG_MESSAGE
        lines += block("as above" if repeated else case.message, width, HANG)
        above = case.message
        if reveal:
            lines += _revealed(case, width)
    return lines


def _revealed(case: CaseResult, width: int) -> list[str]:
    lines = block(f"the call: {case.data}", width, HANG) if case.data else []
    shown = clean(case.output)[:SHOWN_OUTPUT].rstrip()
    if shown.strip():
        lines += [*block("it printed:", width, HANG), *block(shown, width, HANG + "  ")]
    return lines


def _next(verdict: Verdict, file: str, reveal: bool, options: str, problem: str) -> str:
    if verdict.verdict == "passed":
        return f"Next: {command(f'mockml start {shlex.quote(problem)}')}, or {command('mockml list')} for another"
    again = f"mockml grade {shlex.quote(file)}{options} --seed {verdict.seed}"
    if verdict.verdict == "failed" and not reveal:
        return f"Next: {command(again + ' --reveal')} shows the data of failed cases"
    return f"Next: {command(again)}"
