"""A drill as a state machine: what is said when, what counts, and what is kept for later."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockml.bank.library import Bank
from mockml.judge.outcomes import CaseResult, Outcome, Verdict
from mockml.practice.drilling import Drill
from mockml.practice.exercise import Effect, Finish, Grade, Leave, RunVisible, Say, State, Task

PROBLEM = Bank().problem("kmeans-assign")
CASES = len(PROBLEM.cases)
STARTER = "def assign(X, centroids):\n    pass\n"
NOW = 1_000_000.0


def task(limit: float = 900.0) -> Task:
    """A drill of a quarter of an hour."""
    hints = ("look at shapes", "broadcast", "argmin")
    return Task("drill", PROBLEM.id, PROBLEM, "mine.py", 7, limit, "The prompt.", STARTER, hints)


def verdict(good: int, seed: int = 7, outcome: Outcome = "failed", words: str = "expected 1, got 2") -> Verdict:
    """A verdict in which the first `good` cases pass; the others fail with their number in their words."""
    rows = [
        CaseResult(case.id, case.title, case.tag, "passed" if i < good else outcome, f"{words} ({i})", 0.0)
        for i, case in enumerate(PROBLEM.cases)
    ]
    return Verdict(PROBLEM.id, seed, tuple(rows))


def started(limit: float = 900.0) -> Drill:
    """A drill that has begun, with the starter in its file."""
    drill = Drill(task(limit))
    assert drill.begin(NOW) == [Say("The prompt.")]
    assert drill.found(STARTER, NOW) == []
    return drill


def said(effects: Sequence[Effect]) -> str:
    """All that is said, in one text."""
    return "\n".join(effect.text for effect in effects if isinstance(effect, Say))


def at(drill: Drill, seconds: float) -> float:
    """The time `seconds` after the start, reached in steps as a screen takes them."""
    while drill.state.used < min(seconds, drill.task.limit) - 1e-6 and not drill.over:
        drill.tick(NOW + min(drill.state.used + 10.0, seconds))
    return NOW + seconds


def finish(effects: Sequence[Effect]) -> Finish:
    """How it came out."""
    return next(effect for effect in effects if isinstance(effect, Finish))


def test_each_save_is_judged_and_said_in_a_line() -> None:
    """A save asks for the cases; the answer names the first failing one in words, the others by title."""
    drill = started()
    assert drill.saved("x = 1\n", NOW + 10) == [Grade("x = 1\n", 7)]
    text = said(drill.judged(verdict(CASES - 3), NOW + 10.1))
    titles = [case.title for case in PROBLEM.cases]
    assert text.startswith(f"{CASES - 3} of {CASES}: {titles[-3]}: expected 1, got 2 ({CASES - 3})")
    assert text.endswith(f"also: {titles[-2]}; {titles[-1]}")
    assert drill.saved("x = 1\n", NOW + 12) == []
    drill.saved("x = 2\n", NOW + 13)
    assert f"{CASES - 1} of {CASES} (best before: {CASES - 3})" in said(drill.judged(verdict(CASES - 1), NOW + 14))


def test_a_file_that_cannot_be_loaded_is_said_once() -> None:
    """Where every case says the same, it is said once and without titles."""
    drill = started()
    drill.saved("x = (\n", NOW + 1)
    rows = tuple(CaseResult(c.id, c.title, c.tag, "error", "SyntaxError: '(' was never closed", 0.0) for c in PROBLEM.cases)  # fmt: skip  # noqa: E501
    assert said(drill.judged(Verdict(PROBLEM.id, 7, rows), NOW + 1.1)) == (
        f"0 of {CASES}: SyntaxError: '(' was never closed"
    )


def test_what_passes_has_to_pass_on_other_data_too() -> None:
    """All cases passing is confirmed on a second seed; where that fails, it says so and the drill goes on."""
    drill = started()
    drill.saved("right?", at(drill, 60))
    effects = drill.judged(verdict(CASES), NOW + 61)
    assert effects[-1] == Grade("right?", 8)
    effects = drill.judged(verdict(CASES - 1, seed=8), NOW + 62)
    assert "On other data (seed 8) it does not hold yet." in said(effects)
    assert not drill.over
    drill.saved("right", NOW + 70)
    drill.judged(verdict(CASES), NOW + 71)
    outcome = finish(drill.judged(verdict(CASES, seed=8), NOW + 72)).outcome
    assert (outcome.passed, outcome.seconds, outcome.rating, outcome.score) == (True, 70.0, "easy", 1.0)
    assert outcome.data == {"cases": CASES, "failed": 0, "seed": 7}


@pytest.mark.parametrize(
    ("seconds", "hints", "rating"), [(400, 0, "easy"), (500, 0, "good"), (100, 1, "hard"), (899.9, 0, "good")]
)
def test_the_rating_is_what_happened(seconds: float, hints: int, rating: str) -> None:
    """Half of the time is easy, all of it good, a hint hard; what counts is the time of the save."""
    drill = started()
    for _ in range(hints):
        drill.line("hint", NOW)
    drill.saved("right", at(drill, seconds))
    drill.judged(verdict(CASES), NOW + seconds + 5)
    assert finish(drill.judged(verdict(CASES, seed=8), NOW + seconds + 9)).outcome.rating == rating


def test_time_is_said_at_half_at_five_and_at_one() -> None:
    """Half of the time, five minutes and one minute are said once each; then time is up."""
    drill, heard = started(), []
    for second in range(1, 901):
        heard += [(second, e) for e in drill.tick(NOW + second)]
    marks = [(second, e.text) for second, e in heard if isinstance(e, Say)]
    assert marks == [(450, "7:30 minutes left."), (600, "5 minutes left."), (840, "1 minute left.")]
    last = heard[-1]
    assert last[0] == 900
    outcome = finish([last[1]]).outcome
    assert (outcome.reason, outcome.rating, outcome.score) == ("time", "again", 0.0)
    assert drill.tick(NOW + 901) == drill.saved("late", NOW + 902) == drill.line("hint", NOW + 903) == []


def test_a_save_in_the_last_second_is_waited_for() -> None:
    """What was saved in time counts, though its verdict comes after the end; what is saved later does not."""
    drill = started()
    drill.saved("right", at(drill, 899))
    assert drill.tick(NOW + 900) == []
    assert drill.saved("late", NOW + 901) == []
    assert drill.judged(verdict(CASES), NOW + 902)[-1] == Grade("right", 8)
    assert finish(drill.judged(verdict(CASES, seed=8), NOW + 903)).outcome.rating == "good"


def test_saves_while_the_judge_is_busy() -> None:
    """Only the newest of the saves made during a verdict is judged next, and a pass of an older one is not the end."""
    drill = started()
    drill.saved("one", NOW + 1)
    assert drill.saved("two", NOW + 2) == drill.saved("three", NOW + 2.5) == []
    effects = drill.judged(verdict(CASES), NOW + 3)
    assert effects[-1] == Grade("three", 7)
    assert sum(isinstance(effect, Grade) for effect in effects) == 1


def test_a_machine_that_slept_has_used_no_time() -> None:
    """A gap of more than twenty seconds is said and does not count."""
    drill = started()
    drill.tick(NOW + 10)
    assert "stood still" in said(drill.tick(NOW + 3610))
    assert drill.state.used == 10.0


def test_what_is_judged_slowly_is_said() -> None:
    """After three seconds without an answer it is said, once."""
    drill = started()
    drill.saved("while True: pass", NOW + 1)
    assert drill.tick(NOW + 3) == []
    assert "Still judging" in said(drill.tick(NOW + 5))
    assert drill.tick(NOW + 6) == []


def test_the_commands() -> None:
    """Each command does what help says, with and without a slash; others are named."""
    drill = started()
    assert said(drill.line("/run", NOW + 1)) == ""
    assert drill.line("run", NOW + 1) == [RunVisible(STARTER)]
    assert said(drill.line("again", NOW + 1)) == "Nothing is saved yet."
    drill.saved("x", NOW + 2)
    drill.judged(verdict(0), NOW + 3)
    assert drill.line("AGAIN ", NOW + 4) == [Grade("x", 7)]
    drill.judged(verdict(0), NOW + 5)
    assert [said(drill.line("hint", NOW + 6)) for _ in range(4)] == [
        "Hint 1 of 3: look at shapes",
        "Hint 2 of 3: broadcast",
        "Hint 3 of 3: argmin",
        "There are no more hints.",
    ]
    assert said(drill.line("/prompt", NOW + 7)) == "The prompt."
    assert "There is no 'wat' here." in said(drill.line("wat now", NOW + 8))
    assert drill.line("", NOW + 8) == []
    assert drill.line("/quit", NOW + 9) == [Leave()]
    assert not drill.over
    outcome = finish(drill.line("skip", NOW + 10)).outcome
    assert (outcome.reason, outcome.rating, outcome.hints) == ("skipped", "again", 3)


def test_a_file_that_passes_as_it_was_found_is_no_attempt() -> None:
    """Where the file was right before anything was done, nothing is counted."""
    drill = Drill(task())
    drill.begin(NOW)
    assert drill.found("right", NOW) == [Grade("right", 7)]
    drill.judged(verdict(CASES), NOW + 1)
    outcome = finish(drill.judged(verdict(CASES, seed=8), NOW + 2)).outcome
    assert (outcome.reason, outcome.counts) == ("already", False)


def test_what_was_written_before_a_crash_counts() -> None:
    """A drill that began with the starter and broke off before a save was seen is an attempt all the same."""
    drill = started()
    again = Drill(task(), State.of(drill.state.used, drill.state.as_data()))
    again.begin(NOW + 60)
    again.found("right", NOW + 60)
    again.judged(verdict(CASES), NOW + 61)
    assert finish(again.judged(verdict(CASES, seed=8), NOW + 62)).outcome.reason == "passed"


def test_what_could_not_be_judged_says_nothing_of_the_solution() -> None:
    """An unjudged verdict is said as that, counts for nothing, and the drill goes on."""
    drill = started()
    drill.saved("x", NOW + 1)
    text = said(drill.judged(verdict(2, outcome="unjudged", words="no memory"), NOW + 2))
    assert "could not be judged: no memory" in text
    assert drill.state.best is None
    assert not drill.over


def test_a_drill_that_broke_off_goes_on_with_its_time_and_hints() -> None:
    """From what the record keeps, the clock, the hints and the best so far go on; the file is judged at once."""
    drill = started()
    drill.line("hint", NOW)
    drill.saved("x", at(drill, 200))
    drill.judged(verdict(3), NOW + 201)
    kept = State.of(drill.state.used, drill.state.as_data())
    again = Drill(task(), kept)
    later = NOW + 86400
    assert "Going on where you left it, with 11:39 minutes left." in said(again.begin(later))
    assert again.found("y", later) == [Grade("y", 7)]
    assert "(best before: 3)" in said(again.judged(verdict(4), later + 1))
    assert (again.state.hints, again.state.saves) == (1, 1)


moves = st.one_of(
    st.tuples(st.just("tick"), st.floats(0, 30)),
    st.tuples(st.just("save"), st.integers(0, 4)),
    st.tuples(st.just("judge"), st.integers(0, CASES)),
    st.tuples(st.just("line"), st.sampled_from(["hint", "run", "again", "skip", "nonsense", "time", "help"])),
)


@given(st.lists(moves, max_size=60))
def test_whatever_happens_it_ends_once_and_asks_one_thing_at_a_time(script: list[tuple[str, float]]) -> None:
    """In any order of events, the judge has at most one question, time never goes back, and there is one end."""
    drill, now, asked, ends = started(120.0), NOW, 0, 0
    for kind, value in script:
        before = drill.state.used
        match kind:
            case "tick":
                now += float(value)
                effects = drill.tick(now)
            case "save":
                effects = drill.saved(f"version {value}", now)
            case "judge":
                if not asked:
                    continue
                asked -= 1
                effects = drill.judged(verdict(int(value)), now)
            case _:
                effects = drill.line(str(value), now)
        asked += sum(isinstance(effect, Grade) for effect in effects)
        ends += sum(isinstance(effect, Finish) for effect in effects)
        assert asked <= 1
        assert ends == int(drill.over)
        assert before <= drill.state.used <= 120.0
        assert State.of(drill.state.used, drill.state.as_data()) == drill.state
