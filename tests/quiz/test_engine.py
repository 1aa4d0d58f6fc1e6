"""The quiz as a state machine: scripts of lines and seconds, and what they come to."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from mockml.bank.library import Bank
from mockml.bank.questions import Question
from mockml.practice.asked import Asked, Said, parts_of
from mockml.practice.quizzing import Quiz, Told
from mockml.practice.schedule import fold
from mockml.record.attempts import Attempt
from tests.quiz.labelled import questions

EPOCH = datetime(2026, 11, 2, 12, tzinfo=UTC).timestamp()
NAME = "12345678-1234-5678-1234-567812345678"
CALIBRATION = questions()["calibration"]
WALK = questions()["project-walk-through"]
Script = Sequence[tuple[float, str]]


def first_two(question: Question, answer: str) -> frozenset[str]:
    """A guess that needs no words."""
    return frozenset(point.id for point in question.points[:2])


def quiz_of(*asked: Asked) -> Quiz:
    """A quiz with a fixed guess, in UTC."""
    return Quiz(asked, NAME, first_two, zone=UTC)


def play(quiz: Quiz, script: Script) -> tuple[str, list[Attempt | Told]]:
    """Feeds a quiz lines at seconds, with ticks in between; what was said, and what is to be kept."""
    said: list[Said] = quiz.begin()
    keeps: list[Attempt | Told] = []
    now = 0.0
    for clock, text in script:
        while now < clock:
            said += quiz.tick(now)
            now = min(now + 1.0, clock)
        step = quiz.line(text, EPOCH + clock, clock)
        said += step.says
        keeps += step.keeps
    return "\n".join(one.head + one.text for one in said), keeps


def attempt_of(keeps: Sequence[Attempt | Told]) -> Attempt:
    """The only attempt."""
    (found,) = [one for one in keeps if isinstance(one, Attempt)]
    return found


def test_a_question_from_the_ask_to_the_rating() -> None:
    """The ask, the answer, a guess to correct, then what there is to learn, the rating, and when it comes back."""
    quiz = quiz_of(Asked(CALIBRATION, "fundamentals"))
    said, keeps = play(quiz, [(5, "one line"), (60, "another"), (70, ""), (80, "2, 3 4"), (90, "")])
    attempt = attempt_of(keeps)
    ids = [point.id for point in CALIBRATION.points]
    assert quiz.stage == "over"
    assert (attempt.kind, attempt.item, attempt.seconds, attempt.at) == ("quiz", "calibration", 70, EPOCH + 90)
    assert attempt.data["guessed"] == ids[:2]
    assert attempt.data["ticked"] == [ids[0], ids[2], ids[3]]
    assert (attempt.data["points"], attempt.data["made"]) == (len(ids), 3)
    assert attempt.data["answer"] == "one line\nanother"
    order = [
        CALIBRATION.ask,
        "My first guess",
        f"[x] 2 {CALIBRATION.points[1].says}",
        f"[ ] 2 {CALIBRATION.points[1].says}",
    ]
    order += [CALIBRATION.answer, CALIBRATION.looks_for, CALIBRATION.mistake, "It comes back on"]
    places = [said.index(words) for words in order]
    assert places == sorted(places)


def test_the_day_it_comes_back_is_the_schedule_s() -> None:
    """What is said on the screen is what the schedule makes of the attempt, also after earlier attempts."""
    before = Attempt("quiz", "calibration", EPOCH - 20 * 86400, "good")
    quiz = Quiz([Asked(CALIBRATION, "fundamentals")], NAME, first_two, fold([before], UTC), UTC)
    every = " ".join(str(number) for number in range(3, len(CALIBRATION.points) + 1))
    said, keeps = play(quiz, [(5, "words"), (6, ""), (7, every), (8, "")])
    due = fold([before, attempt_of(keeps)], UTC)["quiz", "calibration"].due
    days = due - datetime.fromtimestamp(EPOCH, UTC).date()
    assert f"easy. It comes back on {due:%a %b} {due.day}, in {days.days} days." in said
    assert days > timedelta(7)


@pytest.mark.parametrize("end", ["", "."])
def test_time_is_said_and_what_was_typed_counts(end: str) -> None:
    """Half of the time and the last half minute are said once; after the end one more line may finish the sentence."""
    quiz = quiz_of(Asked(CALIBRATION, "fundamentals", minutes=2))
    said, keeps = play(quiz, [(10, "the start of"), (125, "a sentence"), (130, ""), (131, end)])
    assert [said.count(words) for words in ("1:00 left.", "0:30 left.", "Time is up.")] == [1, 1, 1]
    assert said.index("1:00 left.") < said.index("0:30 left.") < said.index("Time is up.")
    attempt = attempt_of(keeps)
    assert attempt.data["answer"] == "the start of\na sentence"
    assert attempt.seconds == 125


@pytest.mark.parametrize(("seconds", "rating"), [(60, "easy"), (130, "easy"), (200, "hard")])
def test_over_time_is_hard(seconds: float, rating: str) -> None:
    """All points in time are easy, to finish a sentence is allowed, and beyond that an answer was slow."""
    quiz = quiz_of(Asked(CALIBRATION, "fundamentals", minutes=2))
    every = " ".join(str(number) for number in range(3, len(CALIBRATION.points) + 1))
    _, keeps = play(quiz, [(5, "words"), (seconds, ""), (seconds + 300, every), (seconds + 301, "")])
    assert attempt_of(keeps).rating == rating


def test_an_empty_start_is_asked_about_once() -> None:
    """Enter pressed too early ends nothing; a second one, or a dot, says that one does not know."""
    script = [(1.0, ""), (2.0, ""), (3.0, "1 2"), (4.0, "1 2"), (5.0, "")]
    said, keeps = play(quiz_of(Asked(CALIBRATION, "fundamentals")), script)
    assert said.count("Nothing is typed yet.") == 1
    assert "My first guess" not in said
    assert (attempt_of(keeps).rating, attempt_of(keeps).data["made"]) == ("again", 0)
    quiz = quiz_of(Asked(CALIBRATION, "fundamentals"))
    play(quiz, [(1.0, ".")])
    assert quiz.stage == "mark"


@pytest.mark.parametrize(
    "text", ["0", "99", "1 99", "two", "1,x", "-1", "1 1 1 \u00b2", "1" * 5000, "\u0661\u0661\u0661"]
)
def test_what_is_no_point_changes_no_tick(text: str) -> None:
    """A number that is none of the points, or no number, is answered with how it works."""
    quiz = quiz_of(Asked(CALIBRATION, "fundamentals"))
    said, keeps = play(quiz, [(1, "words"), (2, ""), (3, text), (4, "")])
    assert f"numbers from 1 to {len(CALIBRATION.points)}" in said
    assert attempt_of(keeps).data["made"] == 2


def test_aloud_is_marked_by_oneself() -> None:
    """Aloud, Enter ends at once, nothing is guessed, and lines that are typed are notes."""
    quiz = quiz_of(Asked(CALIBRATION, "fundamentals", aloud=True))
    said, keeps = play(quiz, [(100, ""), (110, "1 2 3"), (111, "")])
    assert "Say it to the room" in said
    assert "first guess" not in said
    assert (attempt_of(keeps).data["made"], attempt_of(keeps).data["guessed"]) == (3, [])
    assert attempt_of(keeps).seconds == 100
    assert "answer" not in attempt_of(keeps).data
    _, keeps = play(quiz_of(Asked(CALIBRATION, "fundamentals", aloud=True)), [(9, "a note"), (10, ""), (11, "")])
    assert attempt_of(keeps).data["answer"] == "a note"


def test_a_story_is_told_part_by_part_and_dug_into() -> None:
    """Every part of the structure is asked in turn, then the digs; each is kept, and the digs take none of the time."""
    parts = [part.name for part in parts_of(WALK)]
    script: list[tuple[float, str]] = []
    for number in range(len(parts) + len(WALK.digs)):
        script += [(10.0 * number + 1, f"text {number}"), (10.0 * number + 2, "more"), (10.0 * number + 3, "")]
    end = script[-1][0]
    quiz = quiz_of(Asked(WALK, "project"))
    said, keeps = play(quiz, [*script, (end + 1, "")])
    told = [one for one in keeps if isinstance(one, Told)]
    assert [one.part for one in told] == [*parts, *WALK.digs]
    assert [one.text for one in told] == [f"text {number}\nmore" for number in range(len(told))]
    places = [said.index(text) for text in [*WALK.structure, *WALK.digs]]
    assert places == sorted(places)
    assert attempt_of(keeps).seconds == 10.0 * (len(parts) - 1) + 3
    assert "answer" not in attempt_of(keeps).data


def test_a_story_is_rehearsed() -> None:
    """What was told last time is shown; Enter keeps it, other words replace it, and both count for the guess."""
    seen: list[str] = []

    def guess(question: Question, answer: str) -> frozenset[str]:
        seen.append(answer)
        return frozenset()

    names = [part.name for part in parts_of(WALK)] + WALK.digs
    asked = Asked(WALK, "project", told={name: f"old {number}" for number, name in enumerate(names)})
    quiz = Quiz([asked], NAME, guess, zone=UTC)
    script = [(float(number), "") for number in range(1, len(names))]
    said, keeps = play(quiz, [(0.5, "new 0"), *[(0.6, ""), *script], (90.0, "")])
    assert [one.text for one in keeps if isinstance(one, Told)] == ["new 0"]
    assert said.count("Enter keeps it") == len(names)
    assert seen == ["\n".join(["new 0", *(f"old {number}" for number in range(1, len(names)))])]


def test_a_story_over_time_goes_on() -> None:
    """The end of the time cuts no story off: it is said, and the parts still come."""
    quiz = quiz_of(Asked(WALK, "project", minutes=1))
    said, _ = play(quiz, [(70, "first part"), (71, "still the first"), (72, ""), (73, "second"), (80, "")])
    assert "it goes on, but over time" in said
    assert "Part 3 of" in said
    assert quiz.stage == "answer"


def test_several_questions_wait_for_each_other() -> None:
    """The next question begins, with its time, only when one wants it."""
    quiz = quiz_of(Asked(CALIBRATION, "fundamentals"), Asked(questions()["drift"], "fundamentals"))
    said, keeps = play(quiz, [(1, "a"), (2, ""), (3, ""), (500, ""), (510, "b"), (520, ""), (521, "")])
    assert [one.seconds for one in keeps if isinstance(one, Attempt)] == [2, 20]
    assert [f"Question {n} of 2" in said for n in (1, 2)] == [True, True]
    assert "Enter for question 2 of 2" in said
    assert quiz.stage == "over"


@pytest.mark.parametrize("before", [[], [(1.0, "words")], [(1.0, "words"), (2.0, "")]])
def test_a_question_can_be_left_out(before: Script) -> None:
    """/skip goes on from wherever one is, and rates nothing."""
    quiz = quiz_of(Asked(CALIBRATION, "fundamentals"), Asked(WALK, "project"))
    said, keeps = play(quiz, [*before, (5, "/skip")])
    assert keeps == []
    assert WALK.ask in said
    play(quiz, [(6, "/skip")])
    assert quiz.stage == "over"


def random_script(rng: random.Random) -> list[tuple[float, str]]:
    """Lines that nobody would type, at any time."""
    texts = ["", ".", "words", "1", "2 3", "/skip", "/help", "/quit", "  ", "9 9", "\u202e\x1b[2J"]
    clock, script = 0.0, []
    for _ in range(rng.randrange(40)):
        clock += rng.choice([0.1, 5.0, 50.0, 400.0])
        script.append((clock, rng.choice(texts)))
    return script


@pytest.mark.parametrize("seed", range(60))
def test_the_same_lines_bring_the_same_quiz_back(seed: int) -> None:
    """A quiz given the same lines again is where it was, and keeps the same under the same names."""
    rng = random.Random(seed)
    kinds = {one.id: kind for kind, group in Bank().questions().items() for one in group}
    chosen = rng.sample(sorted(questions()), 3)
    asked = [Asked(questions()[name], kinds[name], aloud=bool(seed % 2)) for name in chosen]
    script = random_script(rng)
    one, other = quiz_of(*asked), quiz_of(*asked)
    _, keeps = play(one, script)
    again = [kept for clock, text in script for kept in other.line(text, EPOCH + clock, clock).keeps]
    assert again == keeps
    assert len({kept.uuid for kept in keeps}) == len(keeps)
    assert (one.stage, one.number) == (other.stage, other.number)
    clock = script[-1][0] if script else 0.0
    if one.stage != "over":
        assert [said.text for said in one.again(clock)] == [said.text for said in other.again(clock)]


def test_after_a_break_the_time_used_counts() -> None:
    """Brought back, a quiz shows what was typed and the time used, and does not say again what is past."""
    quiz = quiz_of(Asked(CALIBRATION, "fundamentals", minutes=2))
    quiz.line("so far so good", EPOCH, 10.0)
    said = "\n".join(one.head + one.text for one in quiz.again(95.0))
    assert "1:35 of 2:00 used" in said
    assert "  | so far so good" in said
    assert quiz.tick(96.0) == []
    assert "Time is up" in quiz.tick(121.0)[0].text
