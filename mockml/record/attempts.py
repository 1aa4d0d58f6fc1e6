"""An attempt: one thing practised once, with how it went. A finished interview is one, too."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from mockml.judge.outcomes import Verdict
from mockml.record.events import Event
from mockml.record.texts import kept

Exercise = Literal["interview", "drill", "hunt", "quiz"]
EXERCISES: tuple[Exercise, ...] = get_args(Exercise)
Rating = Literal["again", "hard", "good", "easy"]
RATINGS: tuple[Rating, ...] = get_args(Rating)

HOLDS = 0.8  # the share of cases below which a solution is a failed one
EARLY = 0.6  # handed in before this share of the time: it came easily

COLUMNS = "uuid, kind, item, at, rating, seconds, hints, score, data"
INSERT = f"INSERT INTO attempts ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (uuid) DO NOTHING"  # noqa: S608


def new_uuid() -> str:
    """A name for an attempt that no other record gives."""
    return str(uuid.uuid4())


@dataclass(frozen=True, slots=True)
class Attempt:
    """What was practised, when it was over (epoch seconds), and how it went.

    `item` is a problem's id, a part's, `problem/bug` for a hunt, or a question's id. `rating` is again (failed), hard
    (slow, or with hints), good or easy. `score` is a share from 0 to 1; `data` is what the exercise wants to keep.
    """

    kind: Exercise
    item: str
    at: float
    rating: Rating
    seconds: float | None = None
    hints: int = 0
    score: float | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    uuid: str = field(default_factory=new_uuid)


def columns_of(attempt: Attempt) -> tuple[Any, ...]:
    """An attempt as the values of its columns."""
    texts = (attempt.uuid, attempt.kind, kept(attempt.item), attempt.at, attempt.rating)
    return (*texts, attempt.seconds, attempt.hints, attempt.score, json.dumps(dict(attempt.data)))


def attempt_of_session(
    session: str, problem: str, plan: Sequence[tuple[str, float]], events: Sequence[Event]
) -> Attempt | None:
    """A finished session as an attempt, under the session's own uuid; None where no verdict was reached."""
    verdict = _verdict(events)
    if verdict is None or verdict.verdict == "unjudged":
        return None
    handed_in = [event for event in events if event.kind == "submitted"]
    seconds = handed_in[-1].clock if handed_in else events[-1].clock
    in_time = bool(handed_in) and handed_in[-1].data.get("reason") != "time"
    hints = sum(event.kind == "hinted" for event in events)
    total = sum(length for _, length in plan)
    return Attempt(
        kind="interview",
        item=problem,
        at=events[-1].at,
        rating=_rating(verdict, hints, in_time, early=seconds <= EARLY * total),
        seconds=seconds,
        hints=hints,
        score=round(verdict.score, 4),
        data={"cases": len(verdict.cases), "failed": sum(not case.good for case in verdict.cases)},
        uuid=session,
    )


def _verdict(events: Sequence[Event]) -> Verdict | None:
    graded = [event for event in events if event.kind == "graded"]
    try:
        return Verdict.from_dict(graded[-1].data["verdict"])
    except (IndexError, KeyError, TypeError):
        return None  # none was reached, or the record holds what no judge of ours said


def _rating(verdict: Verdict, hints: int, in_time: bool, *, early: bool) -> Rating:
    heart = all(case.good for case in verdict.cases if case.tag == "core")
    if not heart or verdict.score < HOLDS:
        return "again"
    if verdict.verdict != "passed" or hints or not in_time:
        return "hard"
    return "easy" if early else "good"
