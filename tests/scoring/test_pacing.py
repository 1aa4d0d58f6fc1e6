"""Where the time went: each phase against its plan, with all its stretches, and the last save."""

from __future__ import annotations

import pytest

from mockml.bank.spec import Problem
from mockml.record.events import Event
from mockml.record.phases import PHASES
from mockml.scoring.evidence import Evidence, gather
from tests.scoring.scripted import PLAN, but, event, play


def walked(*steps: tuple[float, str], end: float) -> list[Event]:
    """A session that enters phases at these minutes, and breaks off at `end`."""
    started = event("started", 0, plan=PLAN)
    return [started, *(event("phase_entered", at, phase=phase) for at, phase in steps), event("paused", end)]


def measured(problem: Problem, *steps: tuple[float, str], end: float) -> dict[str, Evidence]:
    """The evidence of a session that enters phases at these minutes."""
    return gather(problem, walked(*steps, end=end), None)


def test_each_phase_has_its_minutes_against_the_plan(kmeans: Problem) -> None:
    """A whole session: minutes used, the plan beside them, and when the phase began."""
    found = gather(kmeans, play(kmeans, but()), None)
    assert [found[f"time_{phase}"].value for phase in PHASES] == [5, 5, 25, 5, 5]
    assert [found[f"time_{phase}"].times for phase in PHASES] == [(0,), (300,), (600,), (2100,), (2400,)]
    assert found["time_code"].sentence == "code: 25:00 of 25:00 min"


def test_a_phase_gone_back_to_is_summed(kmeans: Problem) -> None:
    """Who goes back to the outline has both stretches of it counted, and so of the code, each from its first time."""
    steps = ((0.0, "clarify"), (2.0, "outline"), (5.0, "code"), (9.0, "outline"), (10.5, "code"))
    found = measured(kmeans, *steps, end=12)
    assert [found[f"time_{phase}"].value for phase in PHASES[:3]] == [2, 4.5, 5.5]
    assert found["time_outline"].sentence == "outline: 4:30 of 5:00 min"
    assert found["time_outline"].times == (120,)
    assert found["time_code"].times == (300,)


def test_the_phase_that_runs_is_measured_up_to_now(kmeans: Problem) -> None:
    """A session that broke off has the time of its last phase up to the last thing that happened."""
    found = measured(kmeans, (0, "clarify"), (4, "outline"), end=4.75)
    assert found["time_outline"].sentence == "outline: 0:45 of 5:00 min"


@pytest.mark.parametrize("until", PHASES)
def test_a_phase_that_was_not_reached_has_no_time(kmeans: Problem, until: str) -> None:
    """Nothing is called zero that never began."""
    found = gather(kmeans, play(kmeans, but(until=until)), None)
    for phase in PHASES[PHASES.index(until) + 1 :]:
        item = found[f"time_{phase}"]
        assert (item.value, item.times, item.sentence) == (None, (), f"the {phase} phase was not reached")


def test_all_time_is_somewhere(kmeans: Problem) -> None:
    """However one goes to and fro, the phases add up to the clock."""
    steps = ((0.0, "clarify"), (1.0, "outline"), (2.0, "clarify"), (2.5, "outline"), (4.0, "code"), (4.0, "test"))
    found = measured(kmeans, *steps, end=7.25)
    assert sum(found[f"time_{phase}"].value or 0 for phase in PHASES) == pytest.approx(7.25)


SAVES = [
    ((15.0, 30.0), 20, "last save 20 min into the code phase", (1800.0,)),
    ((15.0,), 5, "last save 5 min into the code phase", (900.0,)),
    ((36.0,), 26, "last save 26 min into the code phase", (2160.0,)),
    ((2.0,), 0, "last save before the code phase", (120.0,)),
    ((), None, "nothing was saved", ()),
]


@pytest.mark.parametrize(("saves", "value", "sentence", "times"), SAVES)
def test_the_last_save_is_told(
    kmeans: Problem, saves: tuple[float, ...], value: float | None, sentence: str, times: tuple[float, ...]
) -> None:
    """Minutes into the code phase; a save before it is called so, and none is not measured."""
    found = gather(kmeans, play(kmeans, but(saves=saves)), None)["last_save"]
    assert (found.value, found.sentence, found.times) == (value, sentence, times)


def test_a_save_is_not_placed_in_a_phase_that_never_began(kmeans: Problem) -> None:
    """Somebody who saved while clarifying, and left, saved something: the sentence does not deny it."""
    found = gather(kmeans, play(kmeans, but(saves=(2.0,), until="outline")), None)["last_save"]
    assert (found.value, found.sentence) == (None, "the code phase was not reached")


def test_minutes_that_were_moved_are_held_against_the_plan_of_the_start(kmeans: Problem) -> None:
    """More time for the outline does not change what was planned for it: the debrief shows that it took longer."""
    events = walked((0, "clarify"), (5, "outline"), end=12)
    moved = [[phase, seconds + 180 if phase == "outline" else seconds] for phase, seconds in PLAN]
    events.insert(3, event("extended", 9, phase="outline", seconds=180.0, plan=moved))
    assert gather(kmeans, events, None)["time_outline"].sentence == "outline: 7:00 of 5:00 min"


def test_without_a_beginning_nothing_is_planned(kmeans: Problem) -> None:
    """A session that was killed before its first event has no time, and no error."""
    found = gather(kmeans, [], None)
    assert {found[f"time_{phase}"].value for phase in PHASES} == {None}
