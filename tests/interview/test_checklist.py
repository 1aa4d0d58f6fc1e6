"""Looking back: what was said is held beside what a strong answer says, and the candidate ticks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockml.bank.library import Bank
from mockml.bank.spec import Problem
from mockml.interview.checklist import Checklist, chosen, pending, question
from mockml.scoring.evidence import gather
from tests.interview.conftest import Room

OUTLINE = "random rows as centroids, then assign each row and update by means"
ANSWER = "A local optimum only: several restarts, and keep the best."


def over(room: Room, *answers: str, outline: str = OUTLINE) -> list[str]:
    """An interview up to its end; what is said then."""
    room.type("/next", *([outline] if outline else []), "/next", "/submit", "/submit", *answers)
    room.grade()
    return room.type("/next")


def test_what_was_said_is_put_beside_the_points(room: Room) -> None:
    """The outline first, then each answered follow-up, with one's own words and a guess to be corrected."""
    said = over(room, ANSWER)[-1]
    assert "YOUR OUTLINE" in said
    assert OUTLINE in said
    assert "[x]" in said
    first = room.interview.problem.body.follow_ups[0]
    said = room.type("1, 3")[-1]
    assert said.startswith(first.ask)
    assert ANSWER in said
    assert all(point in said for point in first.listen_for)
    assert "PROBLEM UNDERSTANDING" in room.type("y")[-1]


def test_what_is_ticked_is_kept(room: Room, kmeans: Problem) -> None:
    """The record has what was ticked and what was guessed, and the evidence is what was ticked."""
    over(room, ANSWER)
    room.type("1 2", "3")
    ticks = [event.data for event in room.interview.events if event.kind == "ticked"]
    first = kmeans.body.follow_ups[0]
    assert [tick["about"] for tick in ticks] == ["outline", f"follow-up:{first.id}"]
    assert ticks[1]["made"] == [first.listen_for[2]]
    assert ticks[1]["guessed"] != ticks[1]["made"]
    found = gather(kmeans, room.interview.events, None)
    assert found["outline_overlap"].value == pytest.approx(2 / len(kmeans.body.outline))
    assert "as ticked" in found["outline_overlap"].sentence
    assert found["points_ticked"].value == pytest.approx(1 / len(first.listen_for))


def test_what_was_not_said_needs_no_ticks(room: Room) -> None:
    """No outline, a follow-up that was passed: grading oneself comes at once."""
    assert "PROBLEM UNDERSTANDING" in over(room, "/pass", outline="")[-1]


def test_nonsense_is_asked_again(room: Room) -> None:
    """What ticks nothing that is there changes nothing, and says what is expected."""
    over(room)
    count = len(room.interview.events)
    for line in ("99", "1 2 x", "very strong", "-1", "1 1 99"):
        assert "numbers of those you made" in room.type(line)[-1]
    assert len(room.interview.events) == count
    assert "PROBLEM UNDERSTANDING" in room.type("0")[-1]


def test_one_can_tick_while_the_cases_run(room: Room) -> None:
    """The judge is not waited for to look back; grades wait for it, and are asked for when it is done."""
    room.type("/next", OUTLINE, "/next", "/submit", "/submit")
    assert "YOUR OUTLINE" in room.type("/next")[-1]
    assert "still running" in room.type("1")[-1]
    assert any("PROBLEM UNDERSTANDING" in said for said in room.grade())


def test_a_verdict_does_not_ask_twice(room: Room) -> None:
    """When the cases are done while one ticks, the question stands as it is."""
    room.type("/next", OUTLINE, "/next", "/submit", "/submit", "/next")
    assert not any("Which are in yours?" in said for said in room.grade())
    assert "PROBLEM UNDERSTANDING" in room.type("0")[-1]


@given(st.text(max_size=12) | st.lists(st.integers(0, 9)).map(lambda numbers: " ".join(map(str, numbers))))
def test_any_text_ticks_points_or_nothing(text: str) -> None:
    """Whatever is typed, the ticks are places of points, each once and in order, or there are none."""
    sheet = Checklist("outline", "H", ("assign rows",), ("assign rows to clusters", "take means", "stop"))
    places = chosen(text, sheet)
    assert places is None or (list(places) == sorted(set(places)) and set(places) <= {0, 1, 2})


def test_every_problem_can_be_ticked() -> None:
    """Whoever says the model outline and the points of each follow-up is offered all of them ticked."""
    bank = Bank()
    for name in bank.problem_ids():
        problem = bank.problem(name)
        for follow_up in problem.body.follow_ups:
            sheet = Checklist(
                f"follow-up:{follow_up.id}", follow_up.ask, tuple(follow_up.listen_for), tuple(follow_up.listen_for)
            )
            assert question(sheet).count("[x]") >= len(follow_up.listen_for) - 1, (name, follow_up.id)
        assert pending(problem, []) is None
