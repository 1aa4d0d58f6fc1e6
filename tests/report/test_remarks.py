"""What the interviewer would write: made of evidence that the data carries, and of nothing else."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mockml.bank.library import Bank
from mockml.bank.spec import Problem
from mockml.judge.outcomes import OUTCOMES
from mockml.record.database import SessionRow
from mockml.report.debrief import Debrief, build
from mockml.report.text import render_text
from mockml.scoring.evidence import Evidence
from mockml.scoring.remarks import remarks
from tests.scoring.candidates import BARE_CODE, FAILING_CODE
from tests.scoring.scripted import EPOCH, GOOD_CODE, PLAN, STARTS, Candidate, but, play

MINUTES = st.lists(st.floats(10, 39), max_size=4).map(lambda found: tuple(sorted(found)))
CLARIFICATIONS = st.lists(st.sampled_from(["distance", "stopping", "empty-cluster", "duplicates"]), max_size=4)
CASES = ["settles", "honours_tol", "honours_max_iters", "one_cluster", "duplicates", "list_input"]
WHO = st.builds(
    Candidate,
    asks=CLARIFICATIONS.map(tuple),
    asked_late=CLARIFICATIONS.map(tuple),
    shrugs=st.integers(0, 2),
    outline=st.sampled_from(["", "k-means", "random rows, then assign and average until nothing moves, in O(n k d)"]),
    thinks=MINUTES,
    saves=MINUTES,
    runs=MINUTES,
    tries=MINUTES,
    tests=st.integers(0, 3),
    hints=st.integers(0, 3),
    interjections=st.integers(0, 3),
    replies=st.integers(0, 2),
    follow_ups=st.lists(st.sampled_from(["no", "It is only a local optimum."]), max_size=3).map(tuple),
    outcomes=st.dictionaries(st.sampled_from(CASES), st.sampled_from(OUTCOMES)),
    speed=st.none() | st.floats(0, 3),
    source=st.sampled_from([GOOD_CODE, BARE_CODE, FAILING_CODE, "", "def f(:\n", "x\0"]),
    caught=st.none() | st.integers(0, 15),
    wrong=st.lists(st.sampled_from(["test_a", "test_b"]), max_size=2, unique=True).map(tuple),
    mistake=st.none() | st.fixed_dictionaries({"bug": st.sampled_from(["wrong-axis", "gone"]), "sure": st.booleans()}),
    handed_in=st.sampled_from(["asked", "time"]),
    until=st.sampled_from(list(STARTS)),
)  # fmt: skip


def told(problem: Problem, candidate: Candidate, rubric: str = "four-signal") -> Debrief:
    """The debrief of a scripted candidate, without a record in between."""
    events = play(problem, candidate)
    finished = any(event.kind == "finished" for event in events)
    row = SessionRow(
        3, "u", problem.id, 7, rubric, "/w/kmeans.py", PLAN, EPOCH, events[-1].at, finished, None, None
    )  # fmt: skip
    return build(row, problem, events, Bank().rubric(rubric))


def parts(remark: str) -> str:
    """A remark without its opening and its full stop."""
    return re.sub(r"^(The candidate |Of the code: |In the room: )", "", remark).removesuffix(".")


@given(WHO, st.sampled_from(["four-signal", "weighted-criteria"]))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_every_remark_is_backed_by_the_data(kmeans: Problem, candidate: Candidate, rubric: str) -> None:
    """Each remark names evidence that the JSON holds with a value, and its words are theirs and no others."""
    data: dict[str, Any] = json.loads(json.dumps(told(kmeans, candidate, rubric).as_dict(), allow_nan=False))
    known = {row["id"]: row for row in data["evidence"]}
    assert len(data["remarks"]) <= 3
    for remark in data["remarks"]:
        assert remark["evidence"]
        sentences = [known[name]["sentence"] for name in remark["evidence"]]
        assert all(known[name]["value"] is not None for name in remark["evidence"])
        last = f"{'; '.join(sentences[:-1])}; and {sentences[-1]}" if len(sentences) > 1 else sentences[0]
        assert parts(remark["text"]) == last
    for signal in data["assessment"]["signals"]:
        assert all(item == known[item["id"]] for item in signal["evidence"])


@given(WHO)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_the_text_claims_nothing_that_was_not_measured(kmeans: Problem, candidate: Candidate) -> None:
    """A fact without a value has no line below a signal, and a level that was not reached has no description."""
    debrief = told(kmeans, candidate)
    text = " ".join(render_text(debrief, 100).split())
    for signal in debrief.assessment.signals:
        for item in signal.evidence:
            assert (f"- {item.sentence}" in text) or item.value is None
        if signal.suggested is None:
            assert not signal.description
            assert f"{signal.title}: NOT ASSESSED by the evidence" in text
    assert ("THE MISTAKE" in text) == (debrief.mistake is not None)


def test_three_sentences_are_written_of_a_whole_session(kmeans: Problem) -> None:
    """One on the start, one on the code, one on the talk; what did not happen and need not have is left out."""
    found, n = told(kmeans, but()).remarks, len(kmeans.cases)
    assert [remark.text.split()[0] for remark in found] == ["The", "Of", "In"]
    assert found[1].text == (
        f"Of the code: hidden cases {n}/{n}; core cases 4/4; verified after the last change; "
        "and own tests that would have caught 4 of 15 typical bugs."
    )
    assert "hints_used" not in found[2].evidence
    hinted = told(kmeans, but(hints=2)).remarks[2]
    assert hinted.text.endswith("; and used 2 hints.")


@pytest.mark.parametrize(("until", "openings"), [("clarify", {"The", "In"}), ("test", {"The", "Of", "In"})])
def test_a_part_that_was_not_reached_is_not_remarked_on(kmeans: Problem, until: str, openings: set[str]) -> None:
    """Nothing is said of code that nobody wrote, nor of cases that were not judged."""
    found = told(kmeans, but(until=until)).remarks
    assert {remark.text.split()[0] for remark in found} <= openings
    assert not [remark for remark in found if "hidden cases" in remark.text]


def test_without_evidence_there_are_no_remarks() -> None:
    """An empty session is not written about, and a single fact makes a sentence without an "and"."""
    assert remarks({}) == ()
    none = Evidence("all_passed", None, "no hidden cases were judged")
    assert remarks({"all_passed": none}) == ()
    (only,) = remarks({"all_passed": replace(none, value=0.5, sentence="hidden cases 1/2")})
    assert (only.text, only.evidence) == ("Of the code: hidden cases 1/2.", ("all_passed",))


def test_the_mistake_has_the_problems_own_words(kmeans: Problem) -> None:
    """A certain name and a likely one are told apart; a bug that the problem no longer has is not named."""
    bug = next(bug for bug in kmeans.bugs if bug.id == "wrong-axis")
    for sure, words in (
        (True, "Your solution fails as one does that"),
        (False, "This may be it, by which cases fail:"),
    ):
        debrief = told(kmeans, but(mistake={"bug": bug.id, "sure": sure}))
        text = " ".join(render_text(debrief, 100).split())
        assert f"THE MISTAKE {words}" in text
        assert " ".join(bug.lesson.split()) in text
    assert told(kmeans, but(mistake={"bug": "gone", "sure": True})).mistake is None
    assert told(kmeans, but(mistake={"bug": bug.id, "sure": True}, until="discuss")).mistake is None


def test_the_reference_is_shown_when_it_is_asked_for(kmeans: Problem) -> None:
    """After the end, and only where one asks for it, the reference stands with one's own solution."""
    reference = (kmeans.folder / "reference.py").read_text()
    debrief = told(kmeans, but())
    line = "difference = X[:, None, :] - centroids[None, :, :]"
    assert line in reference
    assert line not in render_text(debrief, 140)
    assert line in render_text(debrief, 140, reference=True)
    assert "rng = np.random.default_rng()" in debrief.solution
    unfinished = told(kmeans, but(until="discuss"))
    assert (unfinished.reference, unfinished.outline) == ("", ())
    assert line not in render_text(unfinished, 140, reference=True)


def test_the_outline_is_shown_to_be_confirmed(kmeans: Problem) -> None:
    """Each step of a strong outline has a box, ticked where the notes seem to touch it, with the request to look."""
    text = render_text(told(kmeans, but(outline=kmeans.body.outline[0])), 100)
    assert "An x where yours seems to say it; see for yourself." in text
    assert text.count("\n  [x] ") == 1
    assert text.count("\n  [ ] ") == len(kmeans.body.outline) - 1
