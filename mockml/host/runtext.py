"""What `run` found, in words and as an event's data: the same in a session and out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mockml.judge.workbench import Line, RunReport

MAX_OUTPUT = 8_000


def run_text(report: RunReport) -> str:
    """What `run` found, a line for each thing that was run."""
    lines = [f"examples: {_passed(report.examples)}"]
    lines += [_line(line) for line in report.examples if not line.ok]
    if report.tests:
        lines.append(f"your tests: {_passed(report.tests)}")
        lines += [_line(line) for line in report.tests if not line.ok]
    else:
        lines.append("your tests: none yet (functions called test_... in your file)")
    if report.main is not None:
        lines.append("__main__: ran" if report.main.ok else _line(report.main))
    if report.output.strip():
        cut = report.output[:MAX_OUTPUT]
        more = "\n... (cut)" if len(report.output) > MAX_OUTPUT else ""
        lines += ["output:", cut.rstrip() + more]
    return "\n".join(lines)


def ran_data(report: RunReport) -> dict[str, Any]:
    """The data of a `ran` event."""
    return {
        "examples": len(report.examples),
        "examples_passed": sum(line.ok for line in report.examples),
        "tests": len(report.tests),
        "tests_passed": sum(line.ok for line in report.tests),
        "output": run_text(report),
    }


def _passed(lines: tuple[Line, ...]) -> str:
    return f"{sum(line.ok for line in lines)} of {len(lines)} passed"


def _line(line: Line) -> str:
    return f"  FAIL {line.what}: {line.message}"
