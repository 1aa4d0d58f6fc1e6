"""The debrief as data: what happened, when, and what comes next."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mockml.bank.library import Bank
from mockml.bank.spec import Problem
from mockml.report.debrief import Pause, PhaseTime
from mockml.report.html import render_html
from mockml.report.markdown import render_markdown
from mockml.report.page import build_page
from mockml.report.text import render_text
from tests.report.sessions import debrief_of, debriefed
from tests.scoring.scripted import but, event, play, verdict_of, with_tag


def test_a_finished_session_is_told_whole(tmp_path: Path, kmeans: Problem) -> None:
    """Who, what, when, how long, how it was decided, and how many cases passed."""
    found = debrief_of(tmp_path, kmeans, but())
    assert (found.session, found.problem, found.title) == (1, "kmeans", "K-means clustering")
    assert (found.started_at, found.seed, found.file) == ("2023-11-14T22:13:20Z", 7, "/w/kmeans.py")
    assert (found.finished, found.seconds, found.decision, found.score) == (True, 2700, "strong hire", 1.0)
    assert [phase.used for phase in found.phases] == [300, 300, 1500, 300, 300]


def test_the_data_survives_json(tmp_path: Path, kmeans: Problem) -> None:
    """What `--json` prints is plain data, and holds the decision, the score, each signal and each item of evidence."""
    found = debrief_of(tmp_path, kmeans, but(outcomes=with_tag(kmeans, "edge", "failed", 1)))
    data = json.loads(json.dumps(found.as_dict(), allow_nan=False))
    assert (data["decision"], data["score"]) == (found.decision, round(1 - 1 / len(kmeans.cases), 4))
    assert [row["id"] for row in data["assessment"]["signals"]] == [s.id for s in found.assessment.signals]
    assert {row["id"]: row["value"] for row in data["evidence"]} == {e.id: e.value for e in found.evidence}
    assert (data["verdict"]["verdict"], len(data["verdict"]["cases"])) == ("failed", len(kmeans.cases))
    assert set(data["phases"][0]) == {"phase", "planned", "used"}


@pytest.mark.parametrize(("until", "reached"), [("clarify", 1), ("outline", 2), ("code", 3), ("test", 4)])
def test_an_unfinished_session_is_told_as_far_as_it_got(
    tmp_path: Path, kmeans: Problem, until: str, reached: int
) -> None:
    """Phases that were not reached have no time, there is no decision, and the next step is to go on."""
    found = debrief_of(tmp_path, kmeans, but(until=until))
    assert (found.finished, found.verdict, found.score) == (False, None, None)
    assert found.decision == "not assessed"
    assert [phase.used is not None for phase in found.phases] == [i < reached for i in range(5)]
    assert [step.command for step in found.next] == ["mockml resume 1"]


def test_a_session_without_events_is_told_too(tmp_path: Path, kmeans: Problem) -> None:
    """A session killed before its first event has a debrief, with nothing in it."""
    found = debriefed(tmp_path, kmeans, [])
    assert (found.seconds, found.decision, found.phases[0]) == (0, "not assessed", PhaseTime("clarify", 300, None))


def test_an_unfinished_session_gives_no_answer_away(tmp_path: Path, kmeans: Problem) -> None:
    """While one can go on, neither text nor data holds an answer that was not asked for, or a model point."""
    found = debrief_of(tmp_path, kmeans, but(until="discuss", asks=()))
    assert (found.missed, found.follow_ups) == ((), ())
    told = json.dumps(found.as_dict())
    assert not [c.id for c in kmeans.body.clarifications if c.answer.strip() in told]
    assert not [point for f in kmeans.body.follow_ups for point in f.listen_for if point in told]


def test_what_was_not_asked_is_told_with_its_answer(tmp_path: Path, kmeans: Problem) -> None:
    """After the end each open point that was not asked about has its answer, the essential ones first."""
    found = debrief_of(tmp_path, kmeans, but(asks=("distance", "duplicates")))
    assert [missed.essential for missed in found.missed] == [True] * 3 + [False] * 4
    topics = {missed.topic: missed.answer for missed in found.missed}
    answers = {c.id: (c.topic, c.answer.strip()) for c in kmeans.body.clarifications}
    assert topics[answers["stopping"][0]] == answers["stopping"][1]
    assert answers["distance"][0] not in topics


def test_follow_ups_are_told_with_what_was_answered(tmp_path: Path, kmeans: Problem) -> None:
    """Each follow-up that was put stands with the answer, or without one, and with the points a strong one makes."""
    found = debrief_of(tmp_path, kmeans, but(follow_ups=("It is a local optimum.",)))
    first, second = kmeans.body.follow_ups[:2]
    assert [(f.ask, f.answers, f.points) for f in found.follow_ups] == [
        (first.ask.strip(), ("It is a local optimum.",), tuple(first.listen_for)),
        (second.ask.strip(), (), tuple(second.listen_for)),
    ]


def test_what_was_ticked_is_told_as_ticked(tmp_path: Path, kmeans: Problem) -> None:
    """Steps and points stand as the candidate ticked them, in every form; before that, as they seem to be."""
    first = kmeans.body.follow_ups[0]
    played = play(kmeans, but(outline="assign rows and take means", follow_ups=("It is a local optimum.",)))
    at = next(i for i, one in enumerate(played) if one.data.get("phase") == "self-grade") + 1
    steps, points = kmeans.body.outline[4:], first.listen_for[1:2]
    ticks = [
        event("ticked", 45, about="outline", made=steps, guessed=[], of=len(kmeans.body.outline)),
        event("ticked", 45, about=f"follow-up:{first.id}", made=points, guessed=[], of=len(first.listen_for)),
    ]
    before = debriefed(tmp_path, kmeans, played)
    found = debriefed(tmp_path, kmeans, [*played[:at], *ticks, *played[at:]])
    assert not any(step.confirmed for step in before.outline)
    assert [step.step for step in found.outline if step.touched] == steps
    assert all(step.confirmed for step in found.outline)
    assert found.follow_ups[0].ticked == tuple(points)
    said = [one.sentence for one in found.evidence if one.id in ("outline_overlap", "points_ticked")]
    assert [sentence for sentence in said if "ticked" in sentence] == said
    text = render_text(found, 80)
    assert "An x where you ticked it." in text
    assert text.count("[x]") == len(steps) + len(points)
    assert "see for yourself" in render_text(before, 80)
    page = build_page(found, kmeans, Bank().rubric("four-signal"), played)
    assert f"{points[0]} (ticked)" in render_markdown(page)
    assert ">ticked</span>" in render_html(page)


def test_pauses_are_told_with_their_length(tmp_path: Path, kmeans: Problem) -> None:
    """Each time the clock stopped is there with when, how long and why; one that is not over yet has no length."""
    stops = [
        event("paused", 3, reason="asked"),
        event("resumed", 3, gap=90.0),
        event("paused", 4, reason="gap"),
        event("resumed", 4, gap=3600.0),
        event("resumed", 4.2, gap=5.0),
        event("paused", 4.5, reason="left"),
    ]
    found = debriefed(tmp_path, kmeans, [*play(kmeans, but(until="clarify")), *stops])
    assert found.pauses == (Pause(180, 90, "asked"), Pause(240, 3600, "gap"))
    assert found.seconds == 270


def test_the_last_verdict_counts(tmp_path: Path, kmeans: Problem) -> None:
    """Where the hidden cases had to run again, as after a session broke off, the later verdict is told."""
    played = play(kmeans, but(outcomes=with_tag(kmeans, "core", "unjudged", 3)))
    again = event("graded", 45.5, verdict=verdict_of(kmeans, {}).as_dict())
    found = debriefed(tmp_path, kmeans, [*played[:-1], again, played[-1]])
    assert (found.score, found.decision) == (1.0, "strong hire")


def test_own_grades_stand_beside_the_suggested_ones(tmp_path: Path, kmeans: Problem) -> None:
    """The last grade that was given for a signal is shown; the decision takes no notice of it."""
    grades = [
        event("self_graded", 45.5, signal="rationale", level="very weak"),
        event("self_graded", 45.6, signal="rationale", level="weak"),
        event("self_graded", 45.7, signal="communication", level=None),
    ]
    played = play(kmeans, but())
    found = debriefed(tmp_path, kmeans, [*played[:-1], *grades, played[-1]])
    assert [signal.own for signal in found.assessment.signals] == [None, None, "weak", None]
    assert found.decision == "strong hire"


def test_the_next_steps_can_be_typed(tmp_path: Path, kmeans: Problem) -> None:
    """Failed cases lead to their data, the weakest signal to its exercise, a pass to other work; a path is quoted."""
    failed = play(kmeans, but(outcomes=with_tag(kmeans, "edge", "failed", 1), follow_ups=()))
    steps = debriefed(tmp_path, kmeans, failed, file="/my work/kmeans.py").next
    assert [step.command for step in steps] == [
        "mockml grade '/my work/kmeans.py' --seed 7 --reveal",
        "mockml quiz --kind depth",
        "mockml start kmeans",
    ]
    assert steps[1].why.startswith("rationale is the weakest signal")
    assert [step.command for step in debrief_of(tmp_path, kmeans, but()).next] == [
        "mockml next --for 45",
        "mockml hunt kmeans",
    ]


def test_the_verdict_waits_for_ones_own_grades(tmp_path: Path, kmeans: Problem) -> None:
    """A report in a second terminal tells neither verdict nor suggested levels while one is still grading oneself."""
    events = [e for e in play(kmeans, but()) if e.kind not in ("self_graded", "finished")]
    assert any(e.kind == "graded" for e in events)
    found = debriefed(tmp_path, kmeans, events)
    assert (found.verdict, found.score, found.decision) == (None, None, "not assessed")
