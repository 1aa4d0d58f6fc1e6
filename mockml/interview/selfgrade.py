"""Grading oneself: each signal's levels and one's own evidence are read, then one chooses."""

from __future__ import annotations

from collections.abc import Sequence

from mockml.bank.rubric import Rubric, Signal
from mockml.bank.spec import Problem
from mockml.judge.outcomes import Verdict
from mockml.record.events import Event
from mockml.scoring.assess import suggest
from mockml.scoring.evidence import gather


def question(signal: Signal, problem: Problem, events: Sequence[Event], verdict: Verdict | None) -> str:
    """What is shown before one chooses a level of `signal`."""
    evidence = gather(problem, events, verdict)
    wanted = dict.fromkeys(need.evidence for level in signal.levels for need in level.needs)
    facts = [evidence[name].sentence for name in wanted if name in evidence and evidence[name].value is not None]
    lines = [f"{signal.title.upper()}: {signal.about.strip()}", "", "What was measured:"]
    lines += [f"  - {fact}" for fact in facts] or ["  - nothing"]
    lines += ["", "The levels:"]
    lines += [f"  {i}  {level.level}: {level.description.strip()}" for i, level in enumerate(signal.levels, 1)]
    lines += ["", f"Which level was it? 1 to {len(signal.levels)}, or 0 for no grade."]
    return "\n".join(lines)


def compared(
    signal: Signal, own: str | None, problem: Problem, events: Sequence[Event], verdict: Verdict | None
) -> str:
    """What the evidence suggests, said after one has chosen: what is measured caps what can be claimed."""
    suggested = suggest(signal, gather(problem, events, verdict))
    if suggested is None:
        return f"{signal.title}: not assessed, since too little of it was measured."
    words = f"{signal.title}: {suggested} by the evidence"
    names = [level.level for level in signal.levels]
    if own is None or own == suggested:
        return f"{words}." if own is None else f"{words}, as you say."
    apart = names.index(own) - names.index(suggested)
    levels = f"{abs(apart)} level{'s' if abs(apart) > 1 else ''}"
    if apart > 0:
        return f"{words}; you put yourself {levels} higher. What was measured is what counts."
    return f"{words}; you put yourself {levels} lower. The evidence is kinder than you are."


def chosen(text: str, signal: Signal) -> tuple[bool, str | None]:
    """Whether `text` chooses a level, by number or name, and which; 0 or "skip" chooses none."""
    words = text.strip().lower().rstrip(".")
    if words in ("0", "skip", "none"):
        return True, None
    for number, level in enumerate(signal.levels, 1):
        if words in (str(number), level.level.lower()):
            return True, level.level
    return False, None


def next_signal(rubric: Rubric, graded: Sequence[str]) -> Signal | None:
    """The first signal that has no grade of one's own yet."""
    return next((signal for signal in rubric.signals if signal.id not in graded), None)
