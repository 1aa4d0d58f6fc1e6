"""A loop run by a script with a fast clock: whole, over several days, and broken off at every kind of place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from mockml.errors import NotFound, SessionBusy
from mockml.host.looproom import current, upcoming
from mockml.practice.quizzing import attempt_uuids
from mockml.record.attempts import Attempt, Rating
from mockml.record.database import Record
from mockml.record.drafts import Drafts
from mockml.record.loops import Loops, RoundRow
from mockml.record.practice import Practice
from mockml.report.committee import convene
from mockml.report.committee_text import render_committee, render_markdown
from tests.host.looped import Candidate
from tests.report.sessions import too_long


@pytest.fixture
def candidate(tmp_path: Path) -> Iterator[Candidate]:
    """A candidate at the beginning of the new graduate's loop."""
    with Record.open() as record:
        yield Candidate(record, tmp_path)


def tick(candidate: Candidate, number: int, how: str) -> None:
    """Ticks a round."""
    row = RoundRow(number, candidate.clock.now(), None, how)  # type: ignore[arg-type]
    Loops(candidate.record).set_round(candidate.number, row)


def test_a_whole_loop_from_start_to_the_page(candidate: Candidate) -> None:
    """A scripted new graduate goes through all six rounds, real judge and record, in seconds, up to the decision."""
    tick(candidate, 1, "strong")
    for number in range(2, 7):
        at = upcoming(candidate.rounds)
        assert at is not None
        assert at.number == number
        candidate.sit(number)
        candidate.clock.advance(86400.0)
    assert candidate.states == ["done"] * 6
    assert upcoming(candidate.rounds) is None
    page = convene(candidate.record, candidate.bank, candidate.loop, candidate.clock.now())
    assert [one.level for one in page.rounds][:2] == ["strong", "very strong"]
    assert page.assessed == 6
    assert page.decision == "hire, but persuadable otherwise"
    assert page.strongest[0].text.startswith(("problem understanding", "technical skills", "rationale"))
    assert re.search(r"hidden cases (\d+)/\1$", page.rounds[1].said)
    assert all(0 <= piece.strength < 0.6 for piece in page.weakest)
    assert [len(day.todo) > 0 for day in page.days] == [True] * 7
    assert candidate.record.sessions()[0].problem == "kmeans"


@pytest.mark.parametrize("width", [60, 80, 100])
def test_the_page_fits(candidate: Candidate, width: int) -> None:
    """From 60 columns up no line of the page is longer, and it names the rounds, the rules and the next command."""
    tick(candidate, 1, "weak")
    tick(candidate, 2, "skip")
    candidate.sit(4)
    candidate.sit(5, lines=["half a story"])
    page = convene(candidate.record, candidate.bank, candidate.loop, candidate.clock.now())
    text = render_committee(page, width)
    flat = " ".join(text.split())
    assert too_long(text, width) == []
    for words in (
        "Decision: NOT ASSESSED 2 rounds are assessed, and a decision takes 3.",
        "1. Algorithms and data structures: WEAK outside, 45 min; by your own tick",
        "2. ML coding: NOT ASSESSED interview, 45 min, counts twice; left out",
        "3. ML fundamentals: NOT ASSESSED quiz, 14 min; not sat yet",
        "5. Project walk-through: NOT ASSESSED project, 12 min; begun, and not over",
        "ML coding counts twice and a tie goes to the lower side.",
        "Next: mockml loop next",
    ):
        assert words in flat
    assert page.as_dict()["rounds"][3]["level"] == page.rounds[3].level
    marked = render_markdown(page)
    assert marked.count("\n| ") == 2 + 6
    assert "**Decision: not assessed.**" in marked


def test_an_interview_that_broke_off_goes_on(candidate: Candidate) -> None:
    """A round of code that was left in the middle is the next one, goes on where it was, and becomes one session."""
    tick(candidate, 1, "skip")
    candidate.sit(2, acts=8)
    assert candidate.states[:3] == ["skipped", "begun", "open"]
    at = upcoming(candidate.rounds)
    assert (at is not None and at.number) == 2
    with candidate.room().interview(candidate.rounds[1]) as seated:
        seated.begin()
        assert seated.host.interview.state.phase == "outline"
        seated.host.leave()
    assert len(candidate.record.sessions()) == 1
    assert candidate.states[1] == "begun"


def test_a_quiz_that_broke_off_goes_on(candidate: Candidate) -> None:
    """A round of questions keeps its lines, its questions and its time over a break, and counts each once."""
    candidate.sit(3, lines=["one line", "", "1", "", ""])
    before = candidate.rounds[2].row
    assert candidate.states[2] == "begun"
    assert len(Practice(candidate.record).attempts("quiz")) == 1
    shown = candidate.sit(3)
    assert any(text.startswith("Going on with") for text in shown)
    assert candidate.states[2] == "done"
    assert candidate.rounds[2].row == before
    assert before is not None
    asked = [one.item for one in Practice(candidate.record).attempts("quiz")]
    assert asked == list(before.items)
    assert len(set(asked)) == 4


def test_each_question_has_its_part_of_the_time(candidate: Candidate) -> None:
    """The minutes of a round are shared among its questions, and are what its plan keeps."""
    with candidate.room().quiz(candidate.rounds[2]) as quiz:
        assert quiz.draft.plan["minutes"] == 14 / 4


def test_killed_before_there_is_a_session(candidate: Candidate) -> None:
    """A round that was begun and whose session was never made, or was deleted, is sat anew."""
    Loops(candidate.record).set_round(candidate.number, RoundRow(2, 1.0, "of-no-session"))
    assert candidate.states[1] == "open"
    candidate.sit(2, acts=1)
    assert candidate.states[1] == "begun"


def test_killed_at_the_very_end_of_a_quiz(candidate: Candidate) -> None:
    """A quiz whose last answer is kept while it still stands as under way is over as soon as it is gone on with."""
    with candidate.room().quiz(candidate.rounds[3]) as quiz:
        quiz.begin()
        for line in ("words", "", "1", ""):
            quiz.line(line)
        assert quiz.over  # and killed here, before it is left
    assert candidate.states[3] == "begun"
    candidate.sit(3 + 1, lines=[])
    assert candidate.states[3] == "done"
    assert len(Practice(candidate.record).attempts("quiz")) == 1


def test_ended_elsewhere_it_counts(candidate: Candidate) -> None:
    """A quiz of a loop that plain `mockml quiz` ended is the round's: it is found by its uuids, not by its hour."""
    candidate.sit(4, lines=["words"])
    row = candidate.rounds[3].row
    assert row is not None
    name = attempt_uuids(row.uuid or "", 1)[0]
    drafts = Drafts(candidate.record)
    Practice(candidate.record).add_attempt(
        Attempt("quiz", row.items[0], 5.0, "good", 60.0, 0, 0.75, {"points": 4, "made": 3, "ticked": []}, name)
    )
    drafts.drop(drafts.newest_first()[0])
    page = convene(candidate.record, candidate.bank, candidate.loop, candidate.clock.now())
    assert (page.rounds[3].state, page.rounds[3].level) == ("done", "strong")


def test_what_was_left_out_is_no_point(candidate: Candidate) -> None:
    """A question left out counts as nothing made; a round in which all were is not assessed."""
    candidate.sit(6, lines=["/skip", *["", *["x", ""] * 12, "1 2 3 4 5 6", "", ""] * 3])
    candidate.sit(3, lines=["/skip"] * 4)
    page = convene(candidate.record, candidate.bank, candidate.loop, candidate.clock.now())
    sixth = page.rounds[5]
    assert "1 left out" in sixth.said
    assert sixth.evidence[0].strength == 0.0
    assert (page.rounds[2].state, page.rounds[2].level) == ("done", None)
    assert page.rounds[2].said == "every question was left out"


def test_two_terminals(candidate: Candidate) -> None:
    """While a round of a loop is open in one terminal, another one is refused."""
    with candidate.room().quiz(candidate.rounds[2]), pytest.raises(SessionBusy, match="loop 1 is open"):
        candidate.sit(4)


def test_a_new_round_never_writes_over_a_solution(candidate: Candidate, tmp_path: Path) -> None:
    """Where somebody's solution lies there, a round of code begins in a file of its own."""
    Path("kmeans.py").write_text("x = 1\n")
    with candidate.room().interview(candidate.rounds[1]) as seated:
        assert seated.host.seat.path == Path("kmeans_loop1.py")
    assert Path("kmeans.py").read_text() == "x = 1\n"


def test_questions_are_new_as_long_as_there_are_new_ones(candidate: Candidate) -> None:
    """A round asks what was never asked before, and what was asked longest ago when all were."""
    cards = [card.id for card in candidate.bank.question_cards() if card.kind == "fundamentals"]
    for place, name in enumerate(cards[:-2]):
        Practice(candidate.record).add_attempt(Attempt("quiz", name, 1000.0 + place, "good"))
    with candidate.room().quiz(candidate.rounds[2]) as quiz:
        asked = list(quiz.draft.plan["questions"])
    assert set(asked[:2]) == set(cards[-2:])
    assert asked[2:] == cards[:2]


def test_a_hunt_is_no_help_for_an_interview(candidate: Candidate) -> None:
    """A problem that one round was about is not the problem of another one, as long as there are others."""
    other = Candidate(candidate.record, candidate.folder, "research-engineer")
    with other.room().exercise(other.rounds[2]) as hunted:
        pass
    with other.room().interview(other.rounds[0]) as seated:
        sat = seated.host.interview.problem
    assert (sat.card.pattern, sat.id != hunted) == ("neural-networks", True)


@pytest.mark.parametrize(
    ("rating", "level"), [("easy", "very strong"), ("good", "strong"), ("hard", "weak"), ("again", "very weak")]
)
def test_an_exercise_is_the_round_s(candidate: Candidate, rating: Rating, level: str) -> None:
    """A hunt counts by what it took: the first attempt at the round's problem since the round began, and no other."""
    other, practice = Candidate(candidate.record, candidate.folder, "research-engineer"), Practice(candidate.record)
    with other.room().exercise(other.rounds[2]) as item:
        assert other.states[2] == "begun"
    now = other.clock.now()
    practice.add_attempt(Attempt("hunt", f"{item}/a-bug", now - 1.0, "again"))
    practice.add_attempt(Attempt("drill", item, now + 1.0, "again"))
    assert other.states[2] == "begun"
    practice.add_attempt(Attempt("hunt", f"{item}/a-bug", now + 2.0, rating))
    practice.add_attempt(Attempt("hunt", f"{item}/a-bug", now + 3.0, "hard"))
    with other.room().exercise(other.rounds[2]) as again:
        assert again == item
    page = convene(other.record, other.bank, other.loop, now)
    assert (page.rounds[2].state, page.rounds[2].level) == ("done", level)


def test_the_loop_that_goes_on_is_meant(candidate: Candidate) -> None:
    """Without a number, the newest loop that is not over is meant; where all are over, the newest."""
    second = Candidate(candidate.record, candidate.folder)
    assert current(candidate.record).id == 2
    for number in range(1, 7):
        tick(second, number, "skip")
    assert current(candidate.record).id == 1
    for number in range(1, 7):
        tick(candidate, number, "skip")
    assert current(candidate.record).id == 2


def test_no_loop_yet() -> None:
    """Where there is no loop, that is said with how to begin one."""
    with Record.open() as record, pytest.raises(NotFound, match="no loop yet") as caught:
        current(record)
    assert "mockml loop start" in caught.value.hint


def test_a_problem_that_is_gone(candidate: Candidate) -> None:
    """A page still comes where a round's problem is no longer in the bank; that round says so."""
    candidate.sit(2)
    with candidate.record.transaction() as execute:
        execute("UPDATE sessions SET problem = 'gone'")
    page = convene(candidate.record, candidate.bank, candidate.loop, candidate.clock.now())
    assert page.rounds[1].said.startswith("cannot be read any more: no problem 'gone'")
