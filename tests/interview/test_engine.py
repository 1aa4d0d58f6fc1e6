"""The interview: phases, the clock, questions, hints, interruptions, and the end."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mockml.bank.spec import Problem
from mockml.interview.actions import ACTIONS
from mockml.interview.engine import Interview
from mockml.interview.state import Manners, state_of
from mockml.interview.step import Grade, Leave, RunVisible, TryLine
from mockml.record.phases import PHASES, SELF_GRADE
from tests.interview.conftest import Room


def test_phases_pass_by_themselves(room: Room) -> None:
    """Left alone, the interview goes through its phases at 5, 10, 35, 40 and 45 minutes, and hands in at the end."""
    seen = []
    for _ in range(46):
        room.wait(1)
        seen.append(room.phase)
    assert [seen.index(phase) + 1 for phase in (*PHASES[1:], SELF_GRADE)] == [5, 10, 35, 40, 45]
    assert room.kinds.count("submitted") == 1
    assert any(isinstance(effect, Grade) for effect in room.effects)


def test_time_not_used_is_not_lost(room: Room) -> None:
    """Going on early gives the time that is left to the phase that follows."""
    room.wait(2)
    room.type("/next")
    assert room.phase == "outline"
    assert room.interview.state.left_in_phase(room.clock.now()) == 8 * 60
    assert room.interview.state.left(room.clock.now()) == 43 * 60


def test_minutes_scale_all_phases(make_room: Callable[[float], Room]) -> None:
    """An interview of 9 minutes has phases of 1, 1, 5, 1 and 1."""
    room = make_room(9)
    assert [round(seconds) for _, seconds in room.interview.plan.seconds] == [60, 60, 300, 60, 60]


def test_the_last_minutes_are_said(room: Room) -> None:
    """Five minutes and one minute before the end, and a minute before a phase ends, the time is said."""
    said = room.wait(45)
    assert said.count("5 minutes left in all.") == 1
    assert said.count("1 minute left in all.") == 1
    assert "1 minute left to clarify." in said


def test_questions_are_answered(room: Room) -> None:
    """A question gets its clarification; asked again, a short reminder; what is open is one's own call."""
    first = room.type("What happens if a cluster becomes empty?")
    assert "Re-seed it from one of the data points" in first[1]
    again = room.type("And when a cluster is empty?")
    assert again[1].startswith("As I said: re-seed it")
    assert any(
        words in room.type("Who wrote the first version of the dashboard?")[1] for words in ("your call", "leave")
    )
    hows = [event.data["how"] for event in room.interview.events if event.kind == "answered"]
    assert hows == ["answer", "again", "your-call"]


def test_plain_text_means_what_the_phase_suggests(room: Room) -> None:
    """Text is a question while clarifying and a thought afterwards, unless it ends with a question mark."""
    room.type("tell me about the distance metric", "/next", "loop over points, then means", "which distance is it?")
    assert [k for k in room.kinds if k in ("asked", "noted")] == ["asked", "noted", "asked"]


def test_hints_cost_and_are_told_so_first(room: Room) -> None:
    """A hint is given only when it is asked for twice; there are three."""
    assert "noted in your debrief" in room.type("/hint")[0]
    assert room.kinds.count("hinted") == 0
    assert room.type("/hint")[0].startswith("Hint 1")
    room.type("/hint", "/hint", "/hint", "/hint")
    assert room.type("/hint") == ["That was the last hint."]
    assert room.kinds.count("hinted") == 3


def test_a_warning_is_forgotten_when_something_else_is_typed(room: Room) -> None:
    """Asking for a hint, thinking better of it, and asking later warns again."""
    room.type("/hint", "/time")
    assert "noted in your debrief" in room.type("/hint")[0]


def test_the_interviewer_interrupts(room: Room) -> None:
    """While coding the interviewer asks at a minute, at the first save and after a silence, never while one types."""
    room.type("/next", "/next")
    assert room.wait(3, typing=True) == []
    said = room.wait(2)
    assert said == ["Talk me through what you are doing at the moment."]
    room.type("I am writing the assignment step.")
    assert room.interview.events[-1].data["about"] == "interjection:talk"
    room.save()
    assert room.wait(0.1) == ["I see you saved something. What works already, and what is missing?"]
    assert room.wait(8) == []  # one question at a time


def test_follow_ups_come_one_at_a_time(room: Room) -> None:
    """After handing in, each answer brings the next question; one may pass; after the last one grades oneself."""
    room.type("/next", "/next")
    room.save()
    said = room.type("/submit")
    assert room.phase == "discuss"
    questions = [f.ask for f in room.interview.problem.body.follow_ups]
    assert said[-1] == questions[0]
    assert room.type("Use several restarts and keep the best.")[-1] == questions[1]
    assert room.type("/pass")[-1] == questions[2]
    for _ in questions[2:]:
        room.type("/pass")
    assert room.phase == SELF_GRADE


def test_handing_in_nothing_is_asked_about(room: Room) -> None:
    """Before anything was saved, /submit warns; repeated, it is done. There is nothing to submit while clarifying."""
    assert "nothing to hand in" in room.type("/submit")[0]
    room.type("/next", "/next")
    assert "Nothing was saved" in room.type("/submit")[0]
    room.type("/submit")
    assert room.kinds.count("submitted") == 1
    assert "handed in already" in room.type("/submit")[0]


def test_grading_oneself_finishes_the_interview(room: Room) -> None:
    """Each signal shows its levels and what was measured; numbers and names choose; nonsense is asked again."""
    room.type("/next", "/next")
    room.save()
    room.type("/submit")
    assert "still running" in room.type("/next")[-1]
    assert "still running" in room.type("4")[-1]
    assert "PROBLEM UNDERSTANDING" in room.grade()[-1]
    assert "Type a number" in room.type("excellent")[-1]
    assert "core cases" in room.type("2")[-1]
    room.type("very strong", "0", "3.")
    assert room.interview.state.finished
    assert room.interview.state.self_grades == {
        "problem-understanding": "weak",
        "technical-skills": "very strong",
        "rationale": None,
        "communication": "strong",
    }
    assert room.effects[-1] == Leave(finished=True)


def test_an_interview_has_no_pause(room: Room) -> None:
    """The clock stops only where it was agreed on beforehand; the refusal says how."""
    assert "--allow-pause" in room.type("/pause")[0]
    room.wait(1)
    assert room.interview.state.left(room.clock.now()) == 44 * 60


def test_a_pause_stops_the_clock(mannered: Callable[[Manners], Room]) -> None:
    """While paused no time is used and no note is taken; what the pause took is kept."""
    room = mannered(Manners(allow_pause=True))
    room.wait(1)
    room.type("/pause")
    room.wait(10)
    assert "clock is stopped" in room.type("a thought")[0]
    room.type("/resume")
    assert room.interview.events[-1].data["gap"] == pytest.approx(600)
    assert room.interview.state.left(room.clock.now()) == 44 * 60


def test_more_time_comes_from_later_phases(room: Room) -> None:
    """/more keeps the total and takes the minutes from what follows; when there is nothing to take, it says so."""
    room.wait(4)
    assert "taken from what follows" in room.type("/more 3")[0]
    state = room.interview.state
    assert state.left_in_phase(room.clock.now()) == 4 * 60
    assert state.plan.total == 45 * 60
    assert dict(state.plan.seconds)["outline"] == 2 * 60
    room.type("/more 1000")
    assert room.interview.state.left_in_phase(room.clock.now()) == 41 * 60
    assert "no time left" in room.type("/more")[0]
    assert "like this" in room.type("/more please")[0]


def test_one_can_go_back_until_handing_in(room: Room) -> None:
    """/back returns to the phase before, with two minutes at least; after handing in there is no return."""
    assert "first phase" in room.type("/back")[0]
    room.wait(36)
    assert room.phase == "test"
    room.type("/back")
    assert room.phase == "code"
    assert room.interview.state.left_in_phase(room.clock.now()) == 2 * 60
    room.type("/next", "/submit", "/submit")
    assert "no going back" in room.type("/back")[0]


def test_a_strict_session_is_the_real_thing(mannered: Callable[[Manners], Room]) -> None:
    """Strict: no pause, no return, and the clock runs on while one is away, to the end of the interview at most."""
    room = mannered(Manners(strict=True))
    room.type("/next")
    assert "no pause" in room.type("/pause")[0]
    assert "no going back" in room.type("/back")[0]
    assert "again leaves" in room.type("/quit")[0]
    room.type("/quit")
    assert room.effects[-1] == Leave(finished=False)
    left = room.clock.now()
    soon, late = (
        Interview(room.interview.problem, room.interview.rubric, room.interview.plan, "f", 7, room.interview.events)
        for _ in range(2)
    )
    soon.apply(soon.come_back(left + 300, left))
    assert soon.state.clock_at(left + 300) == pytest.approx(300)
    late.apply(late.come_back(left + 9000, left))
    assert late.state.phase == SELF_GRADE
    assert late.state.clock == 45 * 60
    assert late.state.submitted


def test_a_suspended_machine_is_no_silence(room: Room) -> None:
    """An hour with a closed lid takes no time, is shown in the record, and nobody asks why one was silent."""
    room.type("/next", "/next")
    room.wait(1)
    since = room.clock.now()
    room.clock.advance(3600)
    step = room.interview.stood_still(since, room.clock.now())
    room.interview.apply(step)
    assert [(e.kind, e.data.get("reason")) for e in step.events] == [("paused", "asleep"), ("resumed", None)]
    assert room.interview.state.left(room.clock.now()) == 44 * 60
    assert room.interview.tick(room.clock.now()).events == []


def test_each_phase_is_announced_with_moves(mannered: Callable[[Manners], Room]) -> None:
    """As a phase begins, its purpose and two example moves are said; with --tour also what it is judged by."""
    plain, tour = mannered(Manners()), mannered(Manners(tour=True))
    for phase in PHASES:
        for room, words in ((plain, 1), (tour, 2)):
            said = [text for text in room.said if text.upper().startswith(phase.upper())]
            assert len(said) == 1
            assert "For example:" in said[0]
            assert len(said[0].split("\n\n")) == words
        for room in (plain, tour):
            room.type("/next") if phase != "test" else room.type("/submit", "/submit")


def test_runs_and_tries_are_effects(room: Room) -> None:
    """/run and /try ask for work to be done; after handing in there is nothing to run."""
    room.type("/run", "/try kmeans(X, 2)")
    assert room.effects == [RunVisible(), TryLine("kmeans(X, 2)")]
    room.type("/next", "/next", "/submit", "/submit")
    assert "handed in" in room.type("/run")[0]


def test_help_lists_every_command(room: Room) -> None:
    """/help names each command; an unknown one is answered with the nearest, one without its words with its usage."""
    text = room.type("/help")[0]
    assert all(action.usage in text for action in ACTIONS)
    assert "did you mean submit?" in room.type("/sumbit")[0]
    assert "/try EXPR" in room.type("/try")[0]
    assert room.type("", "   ") == []
    assert "left in all" in room.type("/ti")[0] or "min left" in room.type("/ti")[0]
    assert room.type("/n") == ["/n could be /note or /next."]


LINES = st.sampled_from(
    [
        "/next",
        "/submit",
        "/hint",
        "/pause",
        "/resume",
        "/pass",
        "/time",
        "/run",
        "/try 1",
        "/quit",
        "/more",
        "/more 4",
        "/back",
        "/edit",
        "/theme",
        "2",
        "0",
        "why?",
        "text",
    ]
)


MANNERS = st.builds(Manners, allow_pause=st.booleans(), strict=st.booleans(), tour=st.booleans())


@given(st.lists(st.tuples(LINES, st.floats(0, 400), st.booleans()), max_size=40), MANNERS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_course_of_events_keeps_its_promises(
    kmeans: Problem, script: list[tuple[str, float, bool]], manners: Manners
) -> None:
    """Whatever is typed and whenever: the state is the fold of the events, no clock goes back, one hand-in at most,
    and the interview takes no longer than was planned.
    """
    room = Room(kmeans, manners=manners)
    for line, seconds, graded in script:
        room.clock.advance(seconds)
        room.wait(5 / 60)
        room.type(line)
        if graded and room.interview.state.submitted and room.interview.state.verdict is None:
            room.grade()
    events = room.interview.events
    assert state_of(events) == room.interview.state
    assert all(a.clock <= b.clock + 1e-6 and a.at <= b.at for a, b in pairwise(events))
    assert room.kinds.count("submitted") <= 1
    order = [event.data["phase"] for event in events if event.kind == "phase_entered"]
    names = [*PHASES, SELF_GRADE]
    went_back = any(event.data.get("reason") == "back" for event in events)
    assert went_back or order == sorted(order, key=names.index)
    assert not (went_back and manners.strict)
    assert room.interview.plan.total == pytest.approx(45 * 60)


@given(cut=st.integers(1, 60), gap=st.floats(0, 1e5), seen=st.floats(0, 4))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_broken_session_goes_on_where_it_was(kmeans: Problem, cut: int, gap: float, seen: float) -> None:
    """After a break at any moment the clock is right: what passed unseen is one pause, and nothing else is lost."""
    room = Room(kmeans)
    for line in ["which distance?", "/next", "start, assign, update", "/next", "/note coding"][: cut % 6]:
        room.wait(cut / 60)
        room.type(line)
    events, state = list(room.interview.events), room.interview.state
    died = room.clock.now() + seen
    now = died + gap
    again = Interview(kmeans, room.interview.rubric, room.interview.plan, "kmeans.py", 7, events)
    step = again.come_back(now, died)
    again.apply(step)
    assert again.events[: len(events)] == events
    assert [event.kind for event in step.events[:2]] == ["paused", "resumed"]
    assert again.state.clock_at(now) == pytest.approx(state.clock_at(died), abs=1e-3)
    assert step.events[1].data["gap"] == pytest.approx(gap, abs=1e-3)
    assert again.state.phase == state.phase
