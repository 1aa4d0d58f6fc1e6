"""A verdict as text: each case's title and outcome, failures in words, and what to do next."""

from __future__ import annotations

import textwrap

from mockml.judge.outcomes import CaseResult, Verdict
from mockml.report.clean import clean

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
SHOWN_OUTPUT = 600


def render_verdict(verdict: Verdict, file: str, width: int, reveal: bool) -> str:
    """A verdict for `mockml grade`."""
    lines = [f"{clean(file)}: {verdict.problem}, seed {verdict.seed}", ""]
    lines += render_cases(verdict, width, reveal)
    passed = sum(case.good for case in verdict.cases)
    lines += ["", f"{passed} of {len(verdict.cases)} cases passed: {verdict.verdict}."]
    absent = [layer.layer for layer in verdict.isolation if not layer.active]
    if absent:
        lines.append(f"Isolation that is not active here: {', '.join(absent)}. Grade only code you would run yourself.")
    lines.append(_next(verdict, clean(file), reveal))
    return "\n".join(lines)


def render_cases(verdict: Verdict, width: int, reveal: bool) -> list[str]:
    """A line for each case, and words below those that are not simply passed."""
    lines = []
    said: set[str] = set()
    for case in verdict.cases:
        lines.append(f"  {MARKS[case.outcome]:<{MARK_WIDTH}}  {clean(case.title)}")
        if case.outcome == "passed":
            continue
        message = clean(case.message)
        # A file that cannot be loaded says the same for every case: once is enough.
        lines += _indented("as above" if message in said and len(message) > 30 else message, width)
        said.add(message)
        if reveal:
            lines += _revealed(case, width)
    return lines


def _revealed(case: CaseResult, width: int) -> list[str]:
    lines = _indented(f"the call: {clean(case.data)}", width) if case.data else []
    if case.output.strip():
        lines += _indented("it printed:", width)
        shown = clean(case.output)[:SHOWN_OUTPUT].rstrip()
        lines += textwrap.indent(shown, " " * (MARK_WIDTH + 6)).splitlines()
    return lines


def _indented(text: str, width: int) -> list[str]:
    indent = " " * (MARK_WIDTH + 4)
    return [
        row
        for part in text.splitlines() or [""]
        for row in textwrap.wrap(part, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
    ]


def _next(verdict: Verdict, file: str, reveal: bool) -> str:
    if verdict.verdict == "passed":
        return f"Next: mockml start {verdict.problem}, or mockml list for another"
    if verdict.verdict == "failed" and not reveal:
        return f"Next: mockml grade {file} --seed {verdict.seed} --reveal shows the data of failed cases"
    return f"Next: mockml grade {file} --seed {verdict.seed}"
