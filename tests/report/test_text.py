"""The debrief as text: everything is there, nothing hostile gets through, and it fits."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from mockml.bank.spec import Problem
from mockml.judge.outcomes import CaseResult, Verdict
from mockml.report.text import render_text
from tests.report.sessions import FORBIDDEN, HOSTILE, debrief_of, debriefed, too_long
from tests.scoring.scripted import Candidate, but, event, play, with_tag

CANDIDATES = {
    "best": but(),
    "silent": but(asks=(), outline="", thinks=(), replies=0, follow_ups=()),
    "hinted": but(hints=3, interjections=3, handed_in="time", shrugs=6),
    "unfinished": but(until="code"),
    "opened": but(until="clarify", asks=()),
}


def flat(text: str) -> str:
    """The text without its line breaks, to look for sentences in."""
    return " ".join(text.split())


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("name", CANDIDATES)
def test_it_fits_the_width(tmp_path: Path, kmeans: Problem, name: str, width: int) -> None:
    """No line that could be broken is longer than the terminal is wide, and none ends in a blank."""
    text = render_text(debrief_of(tmp_path, kmeans, CANDIDATES[name]), width)
    assert not too_long(text, width)
    assert not [line for line in text.split("\n") if line != line.rstrip()]
    assert "\n\n\n" not in text


def test_a_finished_session_has_every_part(tmp_path: Path, kmeans: Problem) -> None:
    """The decision and why, the signals, the time, the cases, what was missed, the follow-ups and the next commands."""
    text = render_text(debrief_of(tmp_path, kmeans, but(thinks=(), replies=0)), 80)
    heads = ["DEBRIEF", "Decision:", "SIGNALS", "TIME", "HIDDEN CASES", "NOT ASKED", "FOLLOW-UPS", "NEXT"]
    places = [text.index(head) for head in heads]
    assert places == sorted(places)
    assert "Decision: NO HIRE, BUT PERSUADABLE" in text
    assert "With communication at very weak, it is at most weak." in flat(text)
    assert "  mockml next --for 45\n" in text


def test_a_signal_shows_its_level_its_evidence_and_what_more_would_take(tmp_path: Path, kmeans: Problem) -> None:
    """The suggested level, one's own, each fact with the times it happened, and the way to the next level."""
    played = play(kmeans, but(asks=("distance", "stopping")))
    own = event("self_graded", 45.5, signal="problem-understanding", level="very strong")
    text = render_text(debriefed(tmp_path, kmeans, [*played[:-1], own, played[-1]]), 100)
    assert "Problem understanding: STRONG by the evidence; you said very strong" in text
    assert "Technical skills: VERY STRONG by the evidence; you gave no grade" in text
    assert "- asked 2 of 4 essential questions: the distance, when to stop [at 1:00, 1:06]" in flat(text)
    assert "One level more would have taken: - ask at least three quarters of the essential questions" in flat(text)


def test_a_failed_case_is_explained_in_words(tmp_path: Path, kmeans: Problem) -> None:
    """Each failed case stands with its title, its outcome and its message; its data only with reveal."""
    debrief = debrief_of(tmp_path, kmeans, but())
    assert debrief.verdict is not None
    first = replace(debrief.verdict.cases[0], outcome="failed", message="labels: got (3, 1)", data="kmeans(X, 3)")
    verdict = replace(debrief.verdict, cases=(first, *debrief.verdict.cases[1:]))
    hidden = render_text(replace(debrief, verdict=verdict), 80)
    assert f"  FAILED    {first.title}\n            labels: got (3, 1)" in hidden
    assert f"HIDDEN CASES: {len(kmeans.cases) - 1} of {len(kmeans.cases)} passed" in hidden
    assert "kmeans(X, 3)" not in hidden
    assert "the call: kmeans(X, 3)" in render_text(replace(debrief, verdict=verdict), 80, reveal=True)


def test_cases_that_could_not_be_judged_are_told_apart(tmp_path: Path, kmeans: Problem) -> None:
    """A verdict that could not be reached is not shown as a failure."""
    text = render_text(debrief_of(tmp_path, kmeans, but(outcomes=with_tag(kmeans, "core", "unjudged", 1))), 80)
    assert f"{len(kmeans.cases) - 1} of {len(kmeans.cases)} passed, 1 could not be judged" in text
    assert "Decision: NOT ASSESSED" in text
    assert "Technical skills: NOT ASSESSED by the evidence" in text


def test_time_is_told_by_phase_with_its_pauses(tmp_path: Path, kmeans: Problem) -> None:
    """Planned and used minutes stand under each other, a phase not reached has none, and a pause has its length."""
    stops = [event("paused", 3, reason="gap"), event("resumed", 3, gap=600.0)]
    text = render_text(debriefed(tmp_path, kmeans, [*play(kmeans, but(until="clarify")), *stops]), 80)
    assert "  clarify     5:00    3:00\n  outline     5:00       -" in text
    assert "  broke off and resumed at 3:00, for 10:00 min" in text


def test_an_unfinished_session_says_so_and_spoils_nothing(tmp_path: Path, kmeans: Problem) -> None:
    """It is called not finished, no answer is in it, and the next command goes on with it."""
    text = render_text(debrief_of(tmp_path, kmeans, but(until="code", asks=())), 80)
    assert "(not finished)" in text.split("\n")[0]
    assert "NOT ASKED" not in text
    assert "FOLLOW-UPS" not in text
    assert "told when the interview is finished" in text
    assert text.endswith("NEXT\n\n  mockml resume 1\n      the interview is not finished")


def test_who_asked_everything_is_told_so(tmp_path: Path, kmeans: Problem) -> None:
    """Nothing left open is worth a sentence."""
    everything = tuple(c.id for c in kmeans.body.clarifications)
    assert "You asked for everything that was left open." in render_text(
        debrief_of(tmp_path, kmeans, but(asks=everything)), 80
    )


def poisoned(problem: Problem) -> Problem:
    """The problem as a stranger's pack might hold it."""
    change, body = msgspec.structs.replace, problem.body
    return replace(
        problem,
        card=change(problem.card, title=HOSTILE),
        body=change(
            body,
            clarifications=[change(c, topic=HOSTILE + c.id, answer=HOSTILE) for c in body.clarifications],
            follow_ups=[change(f, ask=HOSTILE, listen_for=[HOSTILE, HOSTILE]) for f in body.follow_ups],
        ),
    )


def poisoned_verdict() -> Verdict:
    """A verdict whose words come from a solution that means harm."""
    failed = CaseResult("one", HOSTILE, "core", "error", f"{HOSTILE}\n{HOSTILE}", 0.1, None, HOSTILE, HOSTILE)
    return Verdict("kmeans", 7, (failed, failed))


@pytest.mark.parametrize("width", [60, 80, 120])
def test_hostile_text_is_harmless(tmp_path: Path, kmeans: Problem, width: int) -> None:
    """Notes, a solution's output, a file's name and a stranger's problem cannot reach the terminal's controls."""
    candidate: Candidate = but(outline=HOSTILE * 3, follow_ups=(HOSTILE * 2, HOSTILE * 2), asks=("distance",))
    problem = poisoned(kmeans)
    played = [e for e in play(problem, candidate) if e.kind != "graded"]
    played.insert(-1, event("graded", 45.2, verdict=poisoned_verdict().as_dict()))
    text = render_text(debriefed(tmp_path, problem, played, file=f"/w/{HOSTILE}.py"), width, reveal=True)
    assert not FORBIDDEN & set(text)
    assert not too_long(text, width)
    assert "owned" not in text
