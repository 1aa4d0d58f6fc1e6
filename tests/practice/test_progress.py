"""How practice has gone: figures that are the record's, and a sentence only where there is enough to say it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from mockml.bank.library import Bank
from mockml.bank.spec import Problem
from mockml.practice.catalogue import catalogue
from mockml.practice.progress import counts, habits, patterns, spent, weeks
from mockml.record.attempts import Attempt
from mockml.record.database import Record, SignalGrade
from mockml.record.events import Event
from mockml.record.practice import Practice
from mockml.report.debrief import build
from mockml.report.keeping import keep_result
from tests.record.helping import new_session
from tests.scoring.scripted import EPOCH, PLAN, THE_BEST, play

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC).timestamp()
DAY = 86400.0


@pytest.fixture
def record(tmp_path: Path) -> Iterable[Record]:
    """A record with nothing in it."""
    with Record.open(tmp_path / "record.sqlite3") as opened:
        yield opened


def graded(record: Record, *ahead: int | None) -> None:
    """Sessions whose own grade in one signal is so many levels ahead of the evidence."""
    for gap in ahead:
        own = None if gap is None else "strong"
        record.set_result(
            new_session(record), "hire", 1.0, [SignalGrade("communication", "Communication", "weak", own, gap)]
        )


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        ((1, 1, 0, 1, 1, 1), "You rate your communication a level above the evidence in 5 of 6 sessions."),
        ((1, 2, 0), "You rate your communication a level or more above the evidence in 2 of 3 sessions."),
        ((-1, -1, 0, 1), "Your view of your communication is above the evidence in 1 of 4 sessions, below it in 2."),
        ((-1, -1, -1, 1), "You rate your communication a level below the evidence in 3 of 4 sessions."),
        ((0, 0, None, 0), "Your view of your communication fits the evidence in 3 of 3 sessions."),
        ((1, 1, None), "Too few sessions to say how you judge your communication."),
    ],
)
def test_ones_own_view_against_the_evidence(record: Record, ahead: tuple[int | None, ...], words: str) -> None:
    """A habit is named when more than half of the sessions show it; those without a grade of one's own don't count."""
    graded(record, *ahead)
    (habit,) = habits(record)
    assert habit.words == words
    assert habit.above + habit.below + habit.fits == sum(gap is not None for gap in ahead)


def test_only_the_last_sessions_make_a_habit(record: Record) -> None:
    """Who has learned to judge themselves is not told of last year."""
    graded(record, *[1] * 30, *[0] * 20)
    (habit,) = habits(record)
    assert (habit.above, habit.fits) == (0, 20)
    assert len(habit.suggested) == 20


def test_weeks_begin_on_monday_and_are_averaged(record: Record) -> None:
    """The share of cases passed is shown by week, the oldest first; what is long ago is left out."""
    practice = Practice(record)
    for ago, score in ((0, 1.0), (5, 0.5), (6, 0.8), (7, 0.2), (100, 0.0)):
        practice.add_attempt(Attempt("interview", "kmeans", NOW - ago * DAY, "good", score=score))
    practice.add_attempt(Attempt("drill", "kmeans", NOW, "good", score=0.1))
    found = [(week.monday, week.interviews, round(week.passed, 3)) for week in weeks(record, NOW, UTC)]
    assert found == [(date(2026, 11, 9), 2, 0.5), (date(2026, 11, 16), 2, 0.75)]


def test_patterns_are_weighed_by_attempts_the_weakest_first(record: Record) -> None:
    """A pattern's mean is over all its attempts, hunts and parts included; what the bank doesn't know is left out."""
    practice = Practice(record)
    rows = [
        ("drill", "kmeans-assign", 0.5),
        ("hunt", "kmeans/a", 1.0),
        ("hunt", "kmeans/b", 0.0),
        ("drill", "tfidf", 0.4),
    ]
    for kind, item, score in [*rows, ("drill", "gone", 0.0)]:
        practice.add_attempt(Attempt(kind, item, 1.0, "good", 60.0, score=score))  # type: ignore[arg-type]
    found = patterns(catalogue(Bank()), practice.bests())
    cards = {card.id: card.pattern for card in Bank().cards()}
    assert [(one.pattern, one.attempts, one.mean) for one in found] == [
        (cards["tfidf"], 1, 0.4),
        ("clustering", 3, 0.5),
    ]
    assert spent(practice.bests()) == {"drill": (3, 180.0), "hunt": (2, 120.0)}


def test_a_debrief_keeps_what_stats_need(record: Record, kmeans: Problem) -> None:
    """When a session's debrief is made, every signal's levels are kept, with how far one's own is ahead."""
    rubric = Bank().rubric("four-signal")
    session = record.create_session(
        problem="kmeans", seed=7, rubric="four-signal", file="/w/kmeans.py", plan=PLAN, at=EPOCH
    )
    own = Event("self_graded", EPOCH + 2750, 2750.0, {"signal": "communication", "level": "very strong"})
    events = play(kmeans, THE_BEST)
    record.append(session, [*events[:-1], own, events[-1]])
    debrief = build(record.session(session), kmeans, record.events(session), rubric)
    keep_result(record, debrief, rubric.levels)
    found = {habit.signal: habit for habit in habits(record)}
    assert list(found) == sorted(signal.id for signal in rubric.signals)
    for signal in debrief.assessment.signals:
        assert found[signal.id].suggested == (signal.suggested,)
    one = next(signal for signal in debrief.assessment.signals if signal.id == "communication")
    gap = rubric.levels.index("very strong") - rubric.levels.index(str(one.suggested))
    assert (found["communication"].own, found["communication"].above) == (("very strong",), int(gap > 0))
    assert counts(record) == {"sessions": 1, "finished": 1}
    assert record.session(session).decision == debrief.decision
