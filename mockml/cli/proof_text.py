"""What `mockml check` prints: a table with a row for each problem, and what does not hold."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from mockml.bank.spec import Problem
from mockml.cli.output import columns

HEAD = ("PROBLEM", "CASES", "SOLUTIONS", "BUGS", "MUTANTS KILLED", "SPEED", "HOLDS")


@dataclass(slots=True)
class Proof:
    """What was found of one problem: the figures of its row, and all that does not hold.

    There are no figures where reading the files showed a fault; then nothing was run.
    """

    problem: Problem | None
    name: str
    findings: list[str] = field(default_factory=list)
    figures: dict[str, Any] = field(default_factory=dict)


def proof_text(proofs: Sequence[Proof], seeds: int, seconds: float, options: str) -> str:
    """The table, the findings below it, and the command to give next, with the `options` of this one."""
    lines = [columns([HEAD, *map(_row, proofs)])]
    for proof in proofs:
        if proof.findings:
            unrun = "" if proof.figures else " (seen by reading; nothing was run)"
            lines += ["", f"{proof.name}: what does not hold{unrun}", *(f"  {line}" for line in proof.findings)]
    lines += ["", f"{seeds} {'seed' if seeds == 1 else 'seeds'} each, {seconds:.0f} s."]
    broken = next((proof.name for proof in proofs if proof.findings), None)
    again = f"mockml check {shlex.quote(broken)} --seeds {seeds}{options}" if broken else ""
    lines.append(f"Next: {again or f'mockml show {shlex.quote(proofs[0].name)} --spoilers'}")
    return "\n".join(lines)


def _row(proof: Proof) -> tuple[str, ...]:
    figures = proof.figures
    if not figures:
        return (proof.name, "-", "-", "-", "-", "-", "no")
    killed = "-"
    if figures["mutants_killed"] is not None:
        of = figures["mutants_killed"] + figures["mutants_alive"]
        killed = f"{figures['mutants_killed']} of {of}, {figures['mutants_equivalent']} equivalent"
    more = "".join(f", {figures[kind]} {kind}" for kind in ("unasked", "wrong") if figures[kind])
    speed = "-" if figures["speed"] is None else f"{figures['speed']:.0%} of the mark"
    holds = "no" if proof.findings else "yes"
    return (
        proof.name,
        str(figures["cases"]),
        f"{figures['solutions']}{more}",
        str(figures["bugs"]),
        killed,
        speed,
        holds,
    )
