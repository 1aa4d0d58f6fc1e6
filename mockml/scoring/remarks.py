"""What an interviewer would write, in three sentences, each made of evidence and of nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from mockml.scoring.evidence import Evidence

# Evidence speaks to the candidate, an interviewer about them.
SAID = {"you": "they", "your": "their", "yours": "theirs"}
THEIRS = re.compile(r"\b(yours|your|you)\b")


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence, and the ids of the evidence behind it."""

    text: str
    evidence: tuple[str, ...]


def remarks(evidence: Mapping[str, Evidence]) -> tuple[Remark, ...]:
    """One sentence on the start, one on the code and one on the talk; fewer where less was measured."""
    start = ("essential_asked", "questions_before_code", "clarifications_honoured", "outline_written")
    code = ("all_passed", "core_passed", "slow_cases", "verified", "tests_strength")
    talk = ("notes_in_code", "longest_silence", "interjections_ignored", "follow_ups_answered", "hints_used")
    parts = (("The candidate ", start), ("Of the code: ", code), ("In the room: ", talk))
    found = [_sentence(opening, [evidence[name] for name in names if name in evidence]) for opening, names in parts]
    return tuple(remark for remark in found if remark is not None)


def _sentence(opening: str, items: list[Evidence]) -> Remark | None:
    measured = [item for item in items if item.value is not None and not _idle(item)]
    if not measured:
        return None
    clauses = [item.sentence for item in measured]
    clauses = [THEIRS.sub(lambda found: SAID[found[0]], clause) for clause in clauses]
    text = clauses[0] if len(clauses) == 1 else f"{'; '.join(clauses[:-1])}; and {clauses[-1]}"
    return Remark(f"{opening}{text}.", tuple(item.id for item in measured))


def _idle(item: Evidence) -> bool:
    """What did not happen and need not have: no hints, nothing ignored."""
    return item.id in ("hints_used", "interjections_ignored", "slow_cases") and not item.value
