"""How far an outline went: which of a strong outline's steps it has, as the candidate confirmed it. Never counted."""

from __future__ import annotations

from mockml.record.phases import OUTLINE
from mockml.scoring.evidence import Evidence, Facts
from mockml.words import touched


def measure(facts: Facts) -> list[Evidence]:
    """The evidence of what was planned."""
    steps = facts.problem.body.outline
    notes = [e for e in facts.kind("noted") if e.data.get("phase") == OUTLINE]
    if not notes or not steps:
        return [Evidence("outline_overlap", None, "there is no outline to compare")]
    times = tuple(e.clock for e in notes)
    ticked = [e for e in facts.kind("ticked") if e.data["about"] == "outline"]
    if ticked:
        made, of = len(ticked[-1].data["made"]), int(ticked[-1].data["of"])
        words = f"the outline has {made} of {of} steps of a strong one, as ticked by the candidate"
        return [Evidence("outline_overlap", made / of, words, times)]
    found = touched(steps, [str(e.data["text"]) for e in notes])
    words = f"the outline seems to touch {len(found)} of {len(steps)} steps of a strong one; see for yourself"
    return [Evidence("outline_overlap", len(found) / len(steps), words, times)]
