"""Evidence: what was measured is what happened, and what did not happen yet is not guessed."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockml.bank.spec import Problem
from mockml.judge.outcomes import OUTCOMES, Outcome, Verdict
from mockml.record.events import Event
from mockml.scoring.evidence import EVIDENCE_IDS, Evidence, as_dicts, gather
from tests.interview.conftest import Room
from tests.scoring.scripted import GOOD_CODE, Candidate, but, event, play, verdict, verdict_of, with_tag

PHASES = ("clarify", "outline", "code", "test", "discuss", "self-grade")


def measured(problem: Problem, candidate: Candidate) -> dict[str, Evidence]:
    """The evidence of a scripted candidate."""
    return gather(problem, play(problem, candidate), verdict(problem, candidate))


@pytest.mark.parametrize("until", PHASES)
def test_every_item_is_there_in_words_wherever_a_session_ends(kmeans: Problem, until: str) -> None:
    """However far a session got, each item of evidence is there once, with a sentence."""
    found = measured(kmeans, but(until=until))
    assert set(found) == EVIDENCE_IDS
    assert all(found[name].id == name and found[name].sentence.strip() for name in found)


VALUES: list[tuple[str, float | None, dict[str, Any]]] = [
    ("essential_asked", 1, {}),
    ("essential_asked", 0.5, {"asks": ("distance", "stopping")}),
    ("essential_asked", 0.5, {"asks": ("distance",), "asked_late": ("stopping",)}),
    ("essential_asked", 0.25, {"asks": ("distance", "distance", "duplicates")}),
    ("essential_asked", 0, {"asks": (), "shrugs": 3}),
    ("clarifications_asked", 2, {"asks": ("distance", "distance", "duplicates")}),
    ("clarifications_asked", 0, {"asks": (), "shrugs": 3}),
    ("questions_before_code", 4, {}),
    ("questions_before_code", 3, {"asks": (), "shrugs": 3}),
    ("questions_before_code", 0, {"asks": (), "asked_late": ("distance",)}),
    ("questions_before_code", 0, {"saves": (0.5,)}),
    ("outline_written", 1, {"outline": "one two three four five six seven eight"}),
    ("outline_written", 0, {"outline": "one two three four five six seven"}),
    ("outline_written", 0, {"outline": ""}),
    ("first_save", 5, {}),
    ("first_save", 0, {"saves": (2.0,)}),
    ("first_save", None, {"saves": ()}),
    ("submitted", 1, {}),
    ("submitted", 0, {"handed_in": "time"}),
    ("submitted", None, {"until": "code"}),
    ("examples_run", 2, {}),
    ("expressions_tried", 1, {}),
    ("own_tests", 2, {}),
    ("own_tests", 0, {"runs": ()}),
    ("verified", 1, {"runs": (31.0,), "tries": ()}),
    ("verified", 1, {"runs": (), "tries": (31.0,)}),
    ("verified", 0, {"runs": (29.0,), "tries": (29.0,)}),
    ("verified", 0, {"saves": ()}),
    ("verifications", 3, {}),
    ("notes_in_code", 5, {}),
    ("notes_in_code", 0, {"thinks": (), "replies": 0}),
    ("notes_in_code", 1, {"thinks": (36.0,), "replies": 0}),
    ("longest_silence", 7, {}),
    ("longest_silence", 25, {"thinks": (), "replies": 0}),
    ("longest_silence", 15, {"thinks": (20.0,), "replies": 0}),
    ("interjections_answered", 1, {}),
    ("interjections_answered", 0.5, {"interjections": 2}),
    ("interjections_answered", 0, {"replies": 0}),
    ("interjections_answered", None, {"interjections": 0}),
    ("interjections_ignored", 0, {}),
    ("interjections_ignored", 1, {"interjections": 2}),
    ("interjections_ignored", 0, {"interjections": 0}),
    ("follow_ups_answered", 2, {}),
    ("follow_ups_answered", 1, {"follow_ups": ("one two three four five", "one two three four")}),
    ("follow_ups_answered", 0, {"follow_ups": ()}),
    ("follow_ups_answered", None, {"until": "test"}),
    ("hints_used", 2, {"hints": 2}),
    ("phases_reached", 5, {}),
    ("phases_reached", 3, {"until": "code"}),
    ("all_passed", 1, {}),
    ("core_passed", None, {"until": "test"}),
    ("clarifications_honoured", 1, {}),
    ("clarifications_honoured", 0.75, {"outcomes": {"honours_tol": "failed"}}),
    ("clarifications_honoured", 1, {"outcomes": {"honours_tol": "slow"}}),
    ("clarifications_honoured", 1, {"asks": ("distance",), "outcomes": {"honours_tol": "failed"}}),
    ("clarifications_honoured", 0, {"asks": ("stopping",), "outcomes": {"honours_tol": "failed"}}),
    ("clarifications_honoured", 1, {"asks": (), "asked_late": ("stopping",)}),
    ("clarifications_honoured", None, {"asks": ("local-optimum",)}),
    ("clarifications_honoured", None, {"asks": (), "shrugs": 3}),
    ("clarifications_honoured", None, {"outcomes": {"honours_tol": "unjudged"}}),
    ("clarifications_honoured", None, {"until": "test"}),
    ("speed", 0.4, {"speed": 0.4}),
    ("speed", 2.5, {"speed": 2.5}),
    ("speed", None, {}),
    ("speed", None, {"speed": 0.4, "until": "test"}),
    ("own_assertions", 2, {}),
    ("own_assertions", 0, {"source": "assert 1\ndef helper():\n    assert 2\n"}),
    ("own_assertions", 1, {"source": "def test_it():\n    for _ in range(9):\n        assert 2\n"}),
    ("own_assertions", 2, {"source": "def test_it():\n    assert_close(1, 1)\n    x.assertEqual(1)\n    go()\n"}),
    ("own_assertions", 0, {"saves": ()}),
    ("own_assertions", None, {"source": "def test_it(:\n"}),
    ("own_assertions", None, {"source": "x = 1\0"}),
    ("own_assertions", None, {"until": "outline"}),
    ("tests_strength", 4 / 15, {}),
    ("tests_strength", 0, {"caught": 0}),
    ("tests_strength", 0, {"caught": 0, "bugs": 0}),
    ("tests_strength", None, {"caught": None}),
    ("tests_strength", None, {"until": "test"}),
    ("wrong_tests", 0, {}),
    ("wrong_tests", 2, {"wrong": ("test_a", "test_b")}),
    ("wrong_tests", None, {"caught": None}),
    ("notes_rate", 50 / 30, {}),
    ("notes_rate", 0, {"thinks": (), "replies": 0}),
    ("notes_rate", None, {"until": "outline"}),
    ("interjection_delay", 24, {}),
    ("interjection_delay", 24, {"interjections": 3, "replies": 2}),
    ("interjection_delay", None, {"replies": 0}),
    ("interjection_delay", None, {"interjections": 0}),
]


@pytest.mark.parametrize(("name", "value", "changes"), VALUES)
def test_a_value_is_what_happened(kmeans: Problem, name: str, value: float | None, changes: dict[str, Any]) -> None:
    """Each item measures the thing it is called after, and nothing beside it."""
    assert measured(kmeans, but(**changes))[name].value == (value if value is None else pytest.approx(value))


EARLY = [
    ("clarify", {"asks": ()}, ("clarifications_asked", "outline_written", "complexity_said", "notes_in_code")),
    ("outline", {"outline": ""}, ("outline_written", "first_save", "verified", "longest_silence")),
    ("outline", {}, ("examples_run", "own_tests", "interjections_ignored", "follow_ups_answered", "submitted")),
    ("code", {}, ("submitted", "core_passed", "all_passed", "not_slow", "slow_cases", "cases_settled")),
]


@pytest.mark.parametrize(("until", "changes", "names"), EARLY)
def test_what_was_not_reached_is_not_measured(
    kmeans: Problem, until: str, changes: dict[str, Any], names: tuple[str, ...]
) -> None:
    """A phase that was never entered leaves its evidence without a value, rather than at zero."""
    found = measured(kmeans, but(until=until, **changes))
    assert {name: found[name].value for name in names} == dict.fromkeys(names)


COSTS = [
    ("It is O(n k d) per iteration.", True),
    ("o (n) memory, since nothing is copied", True),
    ("Θ(n log n) because of the sort", True),
    ("n log n for the sort", True),
    ("this is quadratic in the number of rows", True),
    ("takes linear time", True),
    ("memory is linear in n", True),
    ("n * k distances in every step", True),
    ("the time complexity is dominated by the distances", True),
    ("gradient descent for linear regression", False),
    ("a constant column has no variance", False),
    ("a linear layer, then a sigmoid", False),
    ("shuffle once per iteration", False),
    ("go(x) does all the work", False),
]


@pytest.mark.parametrize(("text", "said"), COSTS)
def test_a_cost_is_told_from_the_name_of_a_method(kmeans: Problem, text: str, said: bool) -> None:
    """Speaking of linear regression does not count as saying what the solution costs."""
    assert measured(kmeans, but(outline=text))["complexity_said"].value == float(said)


def test_a_cost_may_be_said_from_the_outline_to_the_discussion(kmeans: Problem) -> None:
    """Where the cost is said makes no difference."""
    quiet = play(kmeans, but(outline="eight words that say nothing of any price"))
    for phase, minute in (("outline", 8), ("code", 20), ("test", 36), ("discuss", 44)):
        note = event("noted", minute, text="O(n k d)", phase=phase, about=None)
        assert gather(kmeans, [*quiet, note], None)["complexity_said"].times == (60.0 * minute,)


@pytest.mark.parametrize("tag", ["core", "edge", "numerics", "contract"])
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_a_share_counts_what_is_not_held_against_the_solution(kmeans: Problem, tag: str, outcome: Outcome) -> None:
    """Slow is as good as passed, every other outcome is not, and an unjudged verdict measures nothing."""
    total = sum(case.tag == tag for case in kmeans.cases)
    found = gather(kmeans, [], verdict_of(kmeans, with_tag(kmeans, tag, outcome, 1)))
    good = total if outcome in ("passed", "slow") else total - 1
    value = found[f"{tag}_passed"].value
    assert value is None if outcome == "unjudged" else value == pytest.approx(good / total)


def test_a_tag_without_a_case_is_not_measured(kmeans: Problem) -> None:
    """A problem without numeric cases says nothing of numerics, good or bad."""
    some = Verdict("kmeans", 7, tuple(c for c in verdict_of(kmeans, {}).cases if c.tag != "numerics"))
    found = gather(kmeans, [], some)
    assert found["numerics_passed"].value is None
    assert found["all_passed"].value == 1


SPEED: list[tuple[Outcome, float | None, float]] = [
    ("passed", 1, 0),
    ("slow", 0, 1),
    ("timeout", 0, 1),
    ("failed", None, 0),
    ("error", None, 0),
]


@pytest.mark.parametrize(("outcome", "fast", "slow"), SPEED)
def test_only_slowness_is_called_slow(kmeans: Problem, outcome: Outcome, fast: float | None, slow: float) -> None:
    """A speed case that raised, or was wrong, is not called slow: how fast it would have been was not seen."""
    found = gather(kmeans, [], verdict_of(kmeans, with_tag(kmeans, "speed", outcome, 1)))
    assert (found["not_slow"].value, found["slow_cases"].value) == (fast, slow)


def test_a_problem_without_a_speed_case_has_no_slow_cases(kmeans: Problem) -> None:
    """Where speed is not judged, nothing was slow, so that the highest level can be reached there too."""
    found = gather(kmeans, [], Verdict("kmeans", 7, tuple(c for c in verdict_of(kmeans, {}).cases if c.tag != "speed")))
    assert (found["not_slow"].value, found["slow_cases"].value) == (None, 0)


def test_settled_cases_are_those_a_question_settled(kmeans: Problem) -> None:
    """Only cases that depend on what was asked are credited to asking; one that fails counts by its share."""
    stopping = [case.id for case in kmeans.cases if case.clarifies == "stopping"]
    assert len(stopping) > 1
    candidate = but(asks=("stopping",), outcomes={stopping[0]: "failed"})
    assert measured(kmeans, candidate)["cases_settled"].value == pytest.approx(1 - 1 / len(stopping))


def test_a_question_nobody_understood_settles_nothing(kmeans: Problem) -> None:
    """A question that got no answer is not credited with the cases that depend on no question."""
    assert measured(kmeans, but(asks=(), shrugs=2))["cases_settled"].value is None


def test_silence_lasts_to_the_end_of_the_code_phase_alone(kmeans: Problem) -> None:
    """Two phases entered in the same second do not cut the silence of the second one short."""
    events = [
        event("phase_entered", m, phase=p) for m, p in ((0, "clarify"), (1, "outline"), (1, "code"), (21, "test"))
    ]
    assert gather(kmeans, events, None)["longest_silence"].value == 20


def test_sentences_carry_the_numbers_and_times_point_at_them(kmeans: Problem) -> None:
    """A sentence can be read aloud, and its times are those of the events it speaks of."""
    found = measured(kmeans, but(asks=("empty-cluster", "distance")))
    assert found["essential_asked"].sentence == "asked 2 of 4 essential questions: the distance, empty clusters"
    assert found["essential_asked"].times == (66.0, 60.0)
    assert found["interjections_answered"].times == (1260.0,)
    assert as_dicts(found)[0] == {
        "id": "essential_asked",
        "value": 0.5,
        "sentence": "asked 2 of 4 essential questions: the distance, empty clusters",
        "times": [66.0, 60.0],
    }


SENTENCES: list[tuple[str, str, dict[str, Any]]] = [
    ("clarifications_honoured", "4 of 4 answers are in the code", {}),
    ("clarifications_honoured", "1 of 1 answer is in the code", {"asks": ("stopping",)}),
    (
        "clarifications_honoured",
        "1 of 2 answers is in the code (not: when to stop)",
        {"asks": ("stopping", "distance"), "outcomes": {"honours_tol": "failed"}},
    ),
    ("clarifications_honoured", "nothing was asked that decides a case", {"asks": ()}),
    ("speed", "took 40% of the CPU time that a speed case allows", {"speed": 0.4}),
    ("speed", "speed was not measured", {}),
    ("own_assertions", "2 assertions in the candidate's own tests", {}),
    (
        "own_assertions",
        "1 assertion in the candidate's own tests",
        {"source": "def test_it(): assert 1\n"},
    ),
    ("tests_strength", "own tests that would have caught 4 of 15 typical bugs", {}),
    ("tests_strength", "own tests that would have caught 1 of 1 typical bug", {"caught": 1, "bugs": 1}),
    ("tests_strength", "no own test that could be tried on typical bugs", {"caught": 0, "tests": 0}),
    ("tests_strength", "own tests were not tried on typical bugs", {"caught": None}),
    ("wrong_tests", "a right solution passes the candidate's own tests", {}),
    ("wrong_tests", "1 own test fails on a right solution: test_a", {"wrong": ("test_a",)}),
    ("wrong_tests", "4 own tests fail on a right solution: a, b, c", {"wrong": tuple("abcd")}),
    ("wrong_tests", "no own test that could be tried on a right solution", {"caught": 0, "tests": 0}),
    ("notes_rate", "thought aloud 1.7 times in ten minutes of coding", {}),
    ("interjection_delay", "answered the interviewer after 24 seconds", {}),
]


@pytest.mark.parametrize(("name", "sentence", "changes"), SENTENCES)
def test_a_sentence_is_english(kmeans: Problem, name: str, sentence: str, changes: dict[str, Any]) -> None:
    """One thing is spoken of in the singular, several in the plural, and what was not measured says why."""
    assert measured(kmeans, but(**changes))[name].sentence == sentence


TIMES = [
    ("clarifications_honoured", (60.0, 66.0, 72.0, 78.0)),
    ("speed", (2406.0,)),
    ("own_assertions", (1800.0,)),
    ("tests_strength", (2412.0,)),
    ("wrong_tests", (2412.0,)),
    ("notes_rate", (720.0, 1080.0, 1284.0, 1440.0, 1860.0)),
    ("interjection_delay", (1260.0,)),
]


@pytest.mark.parametrize(("name", "times"), TIMES)
def test_times_are_those_of_what_is_spoken_of(kmeans: Problem, name: str, times: tuple[float, ...]) -> None:
    """The seconds on the session's clock point at the questions, the notes, the save and the verdict behind an item."""
    assert measured(kmeans, but(speed=0.5))[name].times == pytest.approx(times)


def test_the_delay_of_two_answers_is_the_middle_between_them(kmeans: Problem) -> None:
    """Answering after 10 and after 50 seconds is 30; the first answer counts, and a second word on it does not."""
    begun = [event("phase_entered", 10, phase="code")]
    for number, seconds in enumerate((10, 50)):
        begun.append(event("interjected", 15 + number, id=str(number), text="why?", kind="interjection"))
        for at in (seconds, seconds + 60):
            about = f"interjection:{number}"
            begun.append(event("noted", 15 + number + at / 60, text="so", phase="code", about=about))
    found = gather(kmeans, begun, None)["interjection_delay"]
    assert found.value == pytest.approx(30)
    assert found.sentence == "answered the interviewer after 30 seconds"


def test_talk_is_held_against_the_time_there_was(kmeans: Problem) -> None:
    """Two notes in five minutes of code, in two stretches, are four in ten; of half a minute nothing is said."""
    phases = ((10, "code"), (12, "outline"), (20, "code"), (23, "test"))
    events = [event("phase_entered", at, phase=phase) for at, phase in phases]
    notes = [event("noted", at, text="now this", phase="code", about=None) for at in (11, 21)]
    found = gather(kmeans, sorted(events + notes, key=lambda e: e.clock), None)["notes_rate"]
    assert (found.value, found.sentence) == (4, "thought aloud 4.0 times in ten minutes of coding")
    assert gather(kmeans, [events[0], event("noted", 10.5, text="a", phase="code")], None)["notes_rate"].value is None


def test_a_question_asked_twice_counts_once_at_its_first_time(kmeans: Problem) -> None:
    """Asking again adds nothing, and the time that is shown is that of the first answer."""
    found = measured(kmeans, but(asks=("distance",), asked_late=("distance",)))
    assert (found["clarifications_asked"].value, found["clarifications_asked"].times) == (1, (60.0,))
    assert found["essential_asked"].times == (60.0,)


@given(st.data())
def test_any_beginning_of_a_session_can_be_measured(kmeans: Problem, data: st.DataObject) -> None:
    """Wherever a session broke off, its evidence can be gathered, and shares stay between 0 and 1."""
    events = play(kmeans, but(hints=1, interjections=3, shrugs=1))
    found = gather(kmeans, events[: data.draw(st.integers(0, len(events)))], None)
    assert set(found) == EVIDENCE_IDS
    for name in ("essential_asked", "interjections_answered", "outline_written", "verified", "submitted"):
        value = found[name].value
        assert value is None or 0 <= value <= 1


@pytest.fixture(scope="module")
def wandering(kmeans: Problem) -> list[Event]:
    """A real session: asks, goes on, takes more time, goes back, is asked, hands in, is graded and diagnosed."""
    room = Room(kmeans)
    room.type("Which distance metric should I use?", "/next", "random rows, assign, average, repeat", "/more 3")
    room.wait(2)
    room.type("/next")
    room.save(GOOD_CODE)
    room.wait(7)
    room.type("because the shapes broadcast to n, k and d", "/back", "/back", "What if a cluster is empty?", "/next")
    room.wait(1)
    room.type("/next", "/hint", "/hint")
    room.save("def broken(:\n")
    room.wait(3)
    room.type("/submit", "it finds a local optimum, so restarts help")
    room.grade(passed=False)
    room.type("/next", "1 2", "0", "3", "0", "2", "1")
    return room.interview.events


def test_a_session_that_wanders_can_be_measured_at_any_time(kmeans: Problem, wandering: list[Event]) -> None:
    """Taking more time, going back and being diagnosed leave each item measured or not, wherever one looks."""
    assert {"extended", "diagnosed", "hinted", "interjected", "finished"} <= {e.kind for e in wandering}
    entered = [e.data["phase"] for e in wandering if e.kind == "phase_entered"]
    assert [entered.count(phase) for phase in PHASES] == [2, 3, 2, 0, 1, 1]
    for count in range(len(wandering) + 1):
        found = gather(kmeans, wandering[:count], None)
        assert set(found) == EVIDENCE_IDS
        spent = sum(found[f"time_{phase}"].value or 0 for phase in PHASES[:5])
        begun = wandering[:count][-1].clock if count else 0
        assert spent <= begun / 60 + 1e-9
    assert found["tests_strength"].value is None
    assert found["functions"].value is None


def test_scoring_needs_no_numpy_and_no_terminal() -> None:
    """Scoring and the report load without NumPy or a terminal library, which keeps the light commands quick."""
    code = (
        "import sys, mockml.scoring.assess, mockml.scoring.talking, mockml.report.text, mockml.report.verdict_text;"
        "print({'numpy', 'rich', 'textual', 'typer'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
