"""Keeps how a session came out: what `history` and `stats` show without a debrief of every session."""

from __future__ import annotations

from collections.abc import Sequence

from mockml.record.database import Record, SignalGrade
from mockml.report.debrief import Debrief
from mockml.scoring.assess import SignalResult


def keep_result(record: Record, debrief: Debrief, levels: Sequence[str]) -> None:
    """Keeps a finished session's decision, score and grades; `levels` is the rubric's scale, lowest first."""
    grades = [_grade(signal, levels) for signal in debrief.assessment.signals]
    record.set_result(debrief.session, debrief.decision, debrief.score, grades)


def _grade(signal: SignalResult, levels: Sequence[str]) -> SignalGrade:
    known = signal.own in levels and signal.suggested in levels
    ahead = levels.index(str(signal.own)) - levels.index(str(signal.suggested)) if known else None
    return SignalGrade(signal.id, signal.title, signal.suggested, signal.own, ahead)
