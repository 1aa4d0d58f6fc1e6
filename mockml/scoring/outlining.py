"""How far an outline went: which of a strong outline's steps it touches. Shown to be confirmed, never counted."""

from __future__ import annotations

from mockml.record.phases import OUTLINE
from mockml.scoring.evidence import Evidence, Facts
from mockml.words import stems

TOUCHED = 0.4  # of a step's words


def measure(facts: Facts) -> list[Evidence]:
    """The evidence of what was planned."""
    steps = facts.problem.body.outline
    notes = [e for e in facts.kind("noted") if e.data.get("phase") == OUTLINE]
    if not notes or not steps:
        return [Evidence("outline_overlap", None, "there is no outline to compare")]
    touched = touched_steps(steps, [str(e.data["text"]) for e in notes])
    words = f"the outline seems to touch {len(touched)} of {len(steps)} steps of a strong one; see for yourself"
    return [Evidence("outline_overlap", len(touched) / len(steps), words, tuple(e.clock for e in notes))]


def touched_steps(steps: list[str], notes: list[str]) -> list[int]:
    """The places of the steps of which the notes have enough words."""
    said = {stem for note in notes for stem in stems(note)}
    wanted = [set(stems(step)) for step in steps]
    return [i for i, words in enumerate(wanted) if words and len(words & said) >= TOUCHED * len(words)]
