"""Attempts, bests, streaks and stories: what is kept of practice between interviews."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockml.bank.spec import Problem
from mockml.errors import RecordProblem
from mockml.practice.schedule import fold
from mockml.record.attempts import Attempt, attempt_of_session
from mockml.record.database import Record, SignalGrade
from mockml.record.events import Event
from mockml.record.practice import Practice, Story, streak_of
from tests.record.helping import another_process, new_session, said, tell
from tests.scoring.scripted import EPOCH, PLAN, THE_BEST, Candidate, but, play, with_tag

ADDS = """
import sys
from pathlib import Path
from mockml.record.attempts import Attempt
from mockml.record.database import Record
from mockml.record.practice import Practice

name, count = sys.argv[2], int(sys.argv[3])
with Record.open(Path(sys.argv[1])) as record:
    practice = Practice(record)
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(count):
        practice.add_attempt(Attempt("drill", name, float(number), "good"))
        practice.tell_story("q", name, f"version {number}", float(number))
"""
DAY = 86400.0


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the record goes."""
    return tmp_path / "record.sqlite3"


def noon(day: int) -> float:
    """The middle of a day of January 2026, in Greenwich."""
    return datetime(2026, 1, day, 12, tzinfo=UTC).timestamp()


def test_an_attempt_is_kept_whole(path: Path) -> None:
    """All that an exercise says of an attempt is there when the record is opened again, odd text included."""
    attempts = [
        Attempt("hunt", "kmeans/empty\udcffcluster", 12.5, "hard", 340.25, 2, 0.5, {"found": ["line 3", None]}),
        Attempt("quiz", "calibration", 11.0, "again"),
    ]
    with Record.open(path) as record:
        for attempt in attempts:
            Practice(record).add_attempt(attempt)
    with Record.open(path) as record:
        practice = Practice(record)
        assert practice.attempts() == attempts[::-1]
        assert practice.attempts("hunt") == practice.attempts(item=attempts[0].item) == attempts[:1]
        assert practice.attempts("quiz", "kmeans") == []


def test_an_attempt_counts_once(path: Path) -> None:
    """An exercise that says the same attempt again after a restart does not count it twice."""
    attempt = Attempt("drill", "kmeans", 1.0, "good")
    with Record.open(path) as record:
        for _ in range(2):
            Practice(record).add_attempt(attempt)
        assert Practice(record).attempts() == [attempt]


def test_two_processes_practising_at_once_lose_nothing(path: Path) -> None:
    """A drill in one terminal and a quiz in another keep every attempt and every version of a story."""
    count = 40
    Record.open(path).close()
    writers = [another_process(ADDS, path, name, str(count)) for name in ("one", "two")]
    assert [said(writer) for writer in writers] == ["ready", "ready"]
    for writer in writers:
        tell(writer)
    for writer in writers:
        _, errors = writer.communicate(timeout=60)
        assert (writer.returncode, errors) == (0, "")
    with Record.open(path) as record:
        practice = Practice(record)
        for name in ("one", "two"):
            assert [attempt.at for attempt in practice.attempts(item=name)] == [float(n) for n in range(count)]
            assert [story.text for story in practice.versions("q", name)] == [f"version {n}" for n in range(count)]


def test_personal_bests(path: Path) -> None:
    """A best is the highest score, and the shortest time of the attempts that held; the last rating is the last's."""
    rows = [(1.0, "again", 60.0, 0.2), (2.0, "good", 500.0, 1.0), (3.0, "easy", 400.0, 1.0), (4.0, "hard", 90.0, 0.9)]
    with Record.open(path) as record:
        practice = Practice(record)
        for at, rating, seconds, score in rows:
            practice.add_attempt(Attempt("drill", "kmeans", at, rating, seconds, 0, score))  # type: ignore[arg-type]
        practice.add_attempt(Attempt("quiz", "drift", 9.0, "again"))
        quiz, drill = practice.bests()
        assert (drill.item, drill.count, drill.last_at, drill.last_rating) == ("kmeans", 4, 4.0, "hard")
        assert (drill.score, drill.seconds) == (1.0, 400.0)
        assert (quiz.item, quiz.score, quiz.seconds) == ("drift", None, None)
        assert practice.bests("drill") == [drill]


def test_the_last_attempts_of_each_item(path: Path) -> None:
    """A schedule reads a few attempts of each item, however many there are of another."""
    with Record.open(path) as record:
        practice = Practice(record)
        for number in range(20):
            practice.add_attempt(Attempt("drill", "a", float(number), "good"))
        practice.add_attempt(Attempt("drill", "b", 4.5, "good"))
        assert [(one.item, one.at) for one in practice.recent(3)] == [("b", 4.5), ("a", 17.0), ("a", 18.0), ("a", 19.0)]


def test_days_in_a_row(path: Path) -> None:
    """A streak goes on through today where today has no practice yet, and is over after a day without."""
    with Record.open(path) as record:
        practice = Practice(record)
        assert practice.streak(noon(1), UTC).days == 0
        for day in (1, 2, 3, 3, 6, 7):
            practice.add_attempt(Attempt("drill", "a", noon(day), "good"))
        now = {day: practice.streak(noon(day), UTC) for day in (3, 4, 5, 7, 8, 9)}
    assert {day: streak.days for day, streak in now.items()} == {3: 3, 4: 3, 5: 0, 7: 2, 8: 2, 9: 0}
    assert {day: streak.today for day, streak in now.items()} == {
        3: True,
        4: False,
        5: False,
        7: True,
        8: False,
        9: False,
    }
    assert now[9].longest == 3


def test_a_day_is_where_one_lives(path: Path) -> None:
    """Practice late in the evening belongs to that evening's date, not to Greenwich's; summer time does no harm."""
    evenings = [datetime(2026, 3, day, 22, tzinfo=ZoneInfo("America/New_York")) for day in (6, 7, 8, 9)]
    with Record.open(path) as record:
        practice = Practice(record)
        for evening in evenings:
            practice.add_attempt(Attempt("drill", "a", evening.timestamp(), "good"))
        after = evenings[-1].timestamp() + 3600
        assert practice.streak(after, ZoneInfo("America/New_York")).days == 4
        assert practice.streak(after + 4 * 3600, ZoneInfo("America/New_York")).days == 4
        assert practice.streak(after + DAY, UTC).today is False


@given(st.sets(st.integers(0, 30)), st.integers(0, 30))
def test_a_streak_is_what_counting_back_gives(days: set[int], today: int) -> None:
    """Whatever the days were, the streak is the number of days one can go back without a gap."""
    first = date(2026, 2, 15)
    past = {day for day in days if day <= today}
    start, expected = today if today in past else today - 1, 0
    while start - expected in past:
        expected += 1
    streak = streak_of([first + timedelta(day) for day in days], first + timedelta(today))
    assert (streak.days, streak.today) == (expected, today in past)
    runs = [end - day for day in past for end in range(day, 32) if set(range(day, end)) <= past]
    assert streak.longest == max(runs, default=0)


def test_a_clock_gone_mad_does_no_harm(path: Path) -> None:
    """Attempts at times beyond any calendar stop neither streaks nor the schedule."""
    with Record.open(path) as record:
        practice = Practice(record)
        for at in (-1e12, 0.0, 1e12, 1e300):
            practice.add_attempt(Attempt("drill", "a", at, "good"))
        assert practice.streak(noon(1), UTC).days == 0
        assert fold(practice.recent(9), UTC)["drill", "a"].count == 4


def test_a_story_is_rewritten_and_nothing_is_lost(path: Path) -> None:
    """The last version of each part counts, parts keep their order, and older versions can be looked at."""
    with Record.open(path) as record:
        practice = Practice(record)
        for number, (part, text) in enumerate([("why", "first"), ("what", "built it"), ("why", "second \udcff")]):
            practice.tell_story("walk-through", part, text, float(number))
        practice.tell_story("conflict", "why", "another", 9.0)
        assert practice.stories("walk-through") == [
            Story("walk-through", "why", "second \udcff", 2.0),
            Story("walk-through", "what", "built it", 1.0),
        ]
        assert [story.text for story in practice.versions("walk-through", "why")] == ["first", "second \udcff"]
        assert [story.question for story in practice.stories()] == ["walk-through", "walk-through", "conflict"]


def sat(record: Record, problem: Problem, candidate: Candidate) -> str:
    """A session of a scripted candidate in the record; its uuid."""
    session = record.create_session(
        problem=problem.id, seed=7, rubric="four-signal", file="/w/kmeans.py", plan=PLAN, at=EPOCH
    )
    record.append(session, play(problem, candidate))
    return record.session(session).uuid


def test_a_finished_interview_is_practice(path: Path, kmeans: Problem) -> None:
    """As soon as its last event is kept, an interview counts, once, under its own name; a broken-off one does not."""
    failing = with_tag(kmeans, "edge", "failed", 1)
    with Record.open(path) as record:
        sat(record, kmeans, but(until="code"))
        uuid = sat(record, kmeans, but(outcomes=failing, hints=1))
        (attempt,) = Practice(record).attempts()
        record.set_result(2, "weak", 0.9)
        assert Practice(record).attempts("interview", "kmeans") == [attempt]
    assert (attempt.uuid, attempt.kind, attempt.item) == (uuid, "interview", "kmeans")
    assert attempt.data == {"cases": len(kmeans.cases), "failed": 1}
    assert (attempt.hints, attempt.seconds, attempt.at) == (1, 2400.0, EPOCH + 60 * 46)


@pytest.mark.parametrize(
    ("changes", "rating"),
    [
        ({}, "good"),
        ({"hints": 1}, "hard"),
        ({"handed_in": "time"}, "hard"),
        ({"outcomes": ("edge", 1)}, "hard"),
        ({"outcomes": ("core", 1)}, "again"),
        ({"outcomes": ("edge", 5)}, "again"),
    ],
)
def test_an_interview_is_rated_honestly(kmeans: Problem, changes: dict[str, object], rating: str) -> None:
    """Failing the core, or a fifth of all, is a failed attempt; hints, the bell and slips make it hard."""
    if isinstance(outcomes := changes.get("outcomes"), tuple):
        changes = {"outcomes": with_tag(kmeans, outcomes[0], "failed", outcomes[1])}
    attempt = attempt_of_session("u", "kmeans", PLAN, play(kmeans, but(**changes)))
    assert attempt is not None
    assert attempt.rating == rating


def test_an_interview_done_early_was_easy(kmeans: Problem) -> None:
    """Everything right with two fifths of the time to spare comes back later than everything right."""
    events = [Event(e.kind, e.at, 0.5 * e.clock, e.data) for e in play(kmeans, THE_BEST)]
    attempt = attempt_of_session("u", "kmeans", PLAN, events)
    assert attempt is not None
    assert attempt.rating == "easy"


@pytest.mark.parametrize("data", [{}, {"verdict": None}, {"verdict": {"problem": "x"}}, {"verdict": {"cases": 3}}])
def test_without_a_verdict_there_is_nothing_to_rate(path: Path, data: dict[str, object]) -> None:
    """A session whose verdict cannot be read is finished like any other and counts as no attempt."""
    with Record.open(path) as record:
        session = new_session(record)
        record.append(session, [Event("graded", 1.0, 1.0, data), Event("finished", 2.0, 2.0)])
        assert record.session(session).finished
        assert Practice(record).attempts() == []


def test_a_result_names_its_signals_and_is_all_or_nothing(path: Path) -> None:
    """Grades are kept with the decision; saying a result again replaces them; a refused one leaves no half."""
    grades = [SignalGrade("communication", "Communication", "weak", "strong", 1)]
    query = "SELECT signal, own, ahead FROM grades"
    with Record.open(path) as record:
        session = new_session(record)
        for _ in range(2):
            record.set_result(session, "no hire", 0.5, grades)
        assert [tuple(row) for row in record.rows(query, ())] == [("communication", "strong", 1)]
        with pytest.raises(RecordProblem):
            record.set_result(session, "hire", 1.0, [SignalGrade("x", None, None, None, None)])  # type: ignore[arg-type]
        assert record.session(session).decision == "no hire"
