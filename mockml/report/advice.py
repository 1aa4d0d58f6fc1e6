"""The three things to do next, each with its command and the reason."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass

from mockml.bank.library import Bank
from mockml.bank.spec import Problem
from mockml.judge.outcomes import Verdict
from mockml.record.database import SessionRow
from mockml.scoring.assess import Assessment, within_sentence

MOST = 3
# What lifts a signal, by what its name says; a rubric of one's own falls back to the interview itself.
FOR_SIGNALS = {
    "problem-understanding": ("mockml show {problem} --spoilers", "read what was left open and what it decided"),
    "problem-solving": ("mockml show {problem} --spoilers", "read the outline and what was left open"),
    "rationale": ("mockml quiz --kind depth", "practise giving reasons, limits and costs in words"),
    "code-quality": ("mockml show {problem} --spoilers", "read the reference beside your own code"),
    "communication": ("mockml start {problem} --tour", "sit it again and say what you do as you do it"),
}


@dataclass(frozen=True, slots=True)
class NextStep:
    """A command to type, and why."""

    command: str
    why: str


def next_steps(
    row: SessionRow,
    problem: Problem,
    levels: Sequence[str],
    assessment: Assessment,
    verdict: Verdict | None,
    bug: str | None,
) -> tuple[NextStep, ...]:
    """What to do after a session: the failure first, then the weakest signal, then the next interview."""
    if not row.finished:
        return (NextStep(f"mockml resume {row.id}", "the interview is not finished"),)
    steps = [*_on_failure(row, verdict, bug), *_on_weakest(problem, levels, assessment)]
    passed = verdict is not None and verdict.verdict == "passed"
    if passed:
        steps.append(NextStep("mockml next --for 45", "the code holds: take up what is due, or something new"))
    elif not any(step.command.startswith("mockml start ") for step in steps):
        steps.append(NextStep(f"mockml start {row.problem}", "sit it again when you have slept on it"))
    hunt = f"mockml hunt {row.problem}"
    if not any(step.command.startswith(hunt) for step in steps):
        steps.append(NextStep(hunt, "find a typical bug of this problem in a colleague's code"))
    unique = {step.command: step for step in reversed(steps)}
    return tuple(step for step in steps if unique.get(step.command) is step)[:MOST]


def _on_failure(row: SessionRow, verdict: Verdict | None, bug: str | None) -> list[NextStep]:
    if verdict is None or verdict.verdict != "failed":
        return []
    again = f"mockml grade {shlex.quote(row.file)} --seed {row.seed} --reveal"
    steps = [NextStep(again, "see the data of the failed cases, fix the file, and grade it again")]
    if bug is not None:
        steps.append(NextStep(f"mockml hunt {row.problem} --bug {bug}", "find the same mistake in a colleague's code"))
    return steps


def _on_weakest(problem: Problem, levels: Sequence[str], assessment: Assessment) -> list[NextStep]:
    assessed = [signal for signal in assessment.signals if signal.suggested is not None and signal.to_improve]
    if not assessed:
        return []
    weakest = min(assessed, key=lambda signal: levels.index(str(signal.suggested)))
    command, why = FOR_SIGNALS.get(weakest.id, ("", ""))
    if not command:
        part = _part_of(problem)
        command = f"mockml drill {part}" if part else f"mockml drill {problem.id} --minutes 15"
        why = "write the heart of it again, short and timed"
    reason = f"{within_sentence(weakest.title)} is the weakest signal: {why}"
    return [NextStep(command.format(problem=problem.id), reason)]


def _part_of(problem: Problem) -> str | None:
    return next((card.id for card in Bank().parts() if card.part_of == problem.id), None)
