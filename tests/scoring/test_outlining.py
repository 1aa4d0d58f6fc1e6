"""The outline: which steps of a strong one it touches, as a hint for the candidate and never as a judgement."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockml.bank.library import Bank
from mockml.bank.rubric import Rubric
from mockml.bank.spec import Problem
from mockml.scoring.evidence import gather
from mockml.words import touched
from tests.scoring.scripted import but, event, play

STEPS = ["Sort the rows by score.", "Count the true positives.", "Divide by the number of positives."]


@pytest.mark.parametrize(
    ("notes", "places"),
    [
        (["sorting the rows, by their score"], [0]),
        (["count positives"], [1]),
        (["order everything by score; then count", "the positives"], [0, 1]),
        (["nothing of the kind"], []),
        ([""], []),
        ([], []),
    ],
)
def test_a_step_is_touched_by_enough_of_its_words(notes: list[str], places: list[int]) -> None:
    """Endings and synonyms make no difference, the words of all notes count together, and other words touch nothing."""
    assert touched(STEPS, notes) == places


def test_a_step_without_words_is_never_touched() -> None:
    """A step of nothing but small words can't be told from any note."""
    assert touched(["Do it.", ""], ["do it"]) == []


def test_the_overlap_is_a_share_with_its_times(kmeans: Problem) -> None:
    """The share of steps, the notes' times, and the request to see for oneself."""
    first = kmeans.body.outline[0]
    found = gather(kmeans, play(kmeans, but(outline=first)), None)["outline_overlap"]
    total = len(kmeans.body.outline)
    assert found.value == pytest.approx(1 / total)
    assert found.sentence == f"the outline seems to touch 1 of {total} steps of a strong one; see for yourself"
    assert found.times == (420.0,)


def test_the_strong_outline_touches_all_of_itself() -> None:
    """Whoever wrote the model outline of any problem would have every step ticked."""
    bank = Bank()
    for name in bank.problem_ids():
        steps = bank.problem(name).body.outline
        assert touched(steps, [" ".join(steps)]) == list(range(len(steps))), name


@pytest.mark.parametrize("changes", [{"outline": ""}, {"until": "clarify"}, {"outline": "", "until": "outline"}])
def test_without_an_outline_there_is_nothing_to_compare(kmeans: Problem, changes: dict[str, str]) -> None:
    """No notes in the outline phase: no overlap, rather than one of zero."""
    found = gather(kmeans, play(kmeans, but(**changes)), None)["outline_overlap"]
    assert (found.value, found.sentence, found.times) == (None, "there is no outline to compare", ())


def test_only_notes_of_the_outline_phase_are_an_outline(kmeans: Problem) -> None:
    """What is said while coding touches no step, and an outline gone back to counts with the first one."""
    steps = kmeans.body.outline
    played = play(kmeans, but(outline=steps[0]))
    values = []
    for phase in ("code", "outline"):
        note = event("noted", 30, text=steps[4], phase=phase, about=None)
        values.append(gather(kmeans, [*played, note], None)["outline_overlap"].value or 0)
    assert values[0] == pytest.approx(1 / len(steps))
    assert values[1] == pytest.approx(len(touched(steps, [steps[0], steps[4]])) / len(steps))
    assert values[1] > values[0]


@pytest.mark.parametrize("name", ["four-signal", "weighted-criteria"])
def test_no_level_depends_on_the_overlap(name: str) -> None:
    """It is words held against words: shown to be confirmed, and never counted by a shipped rubric."""
    rubric: Rubric = Bank().rubric(name)
    needs = {need.evidence for signal in rubric.signals for level in signal.levels for need in level.needs}
    assert "outline_overlap" not in needs


@given(st.lists(st.text(max_size=60), max_size=4))
def test_any_note_can_be_compared(kmeans: Problem, notes: list[str]) -> None:
    """Whatever was typed, the touched steps are steps, in their order, and more notes never touch fewer."""
    steps = kmeans.body.outline
    found = touched(steps, notes)
    assert found == sorted(set(found) & set(range(len(steps))))
    assert set(found) <= set(touched(steps, [*notes, "random rows"]))
