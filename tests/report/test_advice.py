"""What to do next: commands that exist, three at most, the failure first, the weakest signal after it."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
import typer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mockml.bank.library import Bank
from mockml.bank.rubric import Rubric
from mockml.bank.spec import Problem
from mockml.cli.main import app, load
from mockml.judge.outcomes import Verdict
from mockml.record.database import SessionRow
from mockml.report.advice import FOR_SIGNALS, MOST, NextStep, next_steps
from mockml.scoring.assess import Assessment, SignalResult
from tests.scoring.candidates import CANDIDATES, debriefed
from tests.scoring.scripted import EPOCH, PLAN, verdict_of, with_tag

RUBRICS = {name: Bank().rubric(name) for name in ("four-signal", "weighted-criteria")}
LEVELS = RUBRICS["four-signal"].levels


def row(problem: str = "kmeans", *, finished: bool = True, file: str = "/w/kmeans.py") -> SessionRow:
    """A session as the record lists it."""
    end = EPOCH + 2700
    return SessionRow(
        id=3, uuid="u", problem=problem, seed=7, rubric="four-signal", file=file, plan=PLAN, started_at=EPOCH,
        last_seen=end, finished=finished, decision=None, score=None,
    )  # fmt: skip


def graded(rubric: Rubric, places: tuple[int | None, ...]) -> Assessment:
    """An assessment with each signal at a place of the scale; None is not assessed."""
    signals = tuple(
        SignalResult(
            one.id, one.title, None if place is None else LEVELS[place], None, "", (),
            () if place in (None, len(LEVELS) - 1) else ("do more",),
        )
        for one, place in zip(rubric.signals, places, strict=True)
    )  # fmt: skip
    return Assessment(rubric.id, signals, None, "", "")


def steps(
    problem: Problem, places: tuple[int | None, ...], verdict: Verdict | None, bug: str | None = None, **more: object
) -> tuple[NextStep, ...]:
    """The next steps after a session."""
    rubric = RUBRICS[str(more.pop("rubric", "four-signal"))]
    return next_steps(row(problem.id, **more), problem, LEVELS, graded(rubric, places), verdict, bug)  # type: ignore[arg-type]


def parses(command: str) -> bool:
    """Whether the command line takes a command as it stands."""
    name, *words = shlex.split(command)
    assert name == "mockml"
    load(["--help"])
    group = typer.main.get_command(app)
    with group.make_context("mockml", [], resilient_parsing=True) as context:
        found, sub, rest = group.resolve_command(context, list(words))  # type: ignore[attr-defined]
        assert sub is not None, command
        sub.make_context(found, list(rest), parent=context).close()
    return True


@pytest.mark.parametrize("rubric", RUBRICS)
@pytest.mark.parametrize("name", CANDIDATES)
def test_each_command_can_be_typed(tmp_path: Path, kmeans: Problem, name: str, rubric: str) -> None:
    """What the four typical candidates are told to type is a command with its options, as the command line has them."""
    found = debriefed(tmp_path, kmeans, CANDIDATES[name](kmeans), rubric)
    assert 1 <= len(found.next) <= MOST
    assert all(parses(step.command) and step.why for step in found.next)


PLACES = st.tuples(*[st.none() | st.integers(0, 3)] * 4)
VERDICTS = st.sampled_from([None, "passed", "failed", "unjudged"])
FILES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12)


@given(st.sampled_from(sorted(RUBRICS)), PLACES, VERDICTS, st.booleans(), st.booleans(), FILES)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_session_ends_in_something_to_do(
    kmeans: Problem,
    rubric: str,
    places: tuple[int | None, ...],
    outcome: str | None,
    named: bool,
    finished: bool,
    file: str,
) -> None:
    """One to three different commands that can be typed, whatever the file is called; the failure comes first."""
    bad = {} if outcome == "passed" else with_tag(kmeans, "core", outcome or "failed", 1)  # type: ignore[arg-type]
    verdict = None if outcome is None else verdict_of(kmeans, bad)
    bug = "wrong-axis" if named and outcome == "failed" else None
    path = f"/w/{file}"
    found = steps(kmeans, places, verdict, bug, rubric=rubric, finished=finished, file=path)
    assert 1 <= len(found) <= MOST
    assert len({step.command for step in found}) == len(found)
    assert all(parses(step.command) for step in found)
    if not finished:
        assert [step.command for step in found] == ["mockml resume 3"]
    elif outcome == "failed":
        assert shlex.split(found[0].command)[1:] == ["grade", path, "--seed", "7", "--reveal"]
        assert (found[1].command == f"mockml hunt kmeans --bug {bug}") is (bug is not None)


def test_the_failure_comes_before_the_weakest_signal(kmeans: Problem) -> None:
    """First the data of what failed, then the same mistake in other code, then the exercise for the weakest signal."""
    failed = verdict_of(kmeans, with_tag(kmeans, "core", "failed", 1))
    assert [step.command for step in steps(kmeans, (2, 1, 0, 3), failed, "wrong-axis")] == [
        "mockml grade /w/kmeans.py --seed 7 --reveal",
        "mockml hunt kmeans --bug wrong-axis",
        "mockml quiz --kind depth",
    ]
    assert [step.command for step in steps(kmeans, (2, 1, 0, 3), failed)][2] == "mockml start kmeans"


WEAKEST = [
    ("four-signal", (0, 3, 3, 3), "mockml show kmeans --spoilers", "problem understanding is the weakest signal: "),
    ("four-signal", (3, 3, 0, 3), "mockml quiz --kind depth", "rationale is the weakest signal: "),
    ("four-signal", (3, 3, 3, 2), "mockml start kmeans --tour", "communication is the weakest signal: "),
    ("weighted-criteria", (3, 1, 3, 3), "mockml show kmeans --spoilers", "code quality is the weakest signal: "),
    ("weighted-criteria", (3, 3, 1, 3), "mockml show kmeans --spoilers", "problem solving is the weakest signal: "),
    ("four-signal", (1, None, 3, 2), "mockml show kmeans --spoilers", "problem understanding is the weakest signal: "),
]


@pytest.mark.parametrize(("rubric", "places", "command", "why"), WEAKEST)
def test_the_weakest_signal_has_its_exercise(
    kmeans: Problem, rubric: str, places: tuple[int | None, ...], command: str, why: str
) -> None:
    """The lowest signal that was assessed is worked on, and the reason names it."""
    first = steps(kmeans, places, verdict_of(kmeans, {}), rubric=rubric)[0]
    assert first.command == command
    assert first.why.startswith(why)


def test_skills_are_drilled_on_a_part_of_the_same_problem(kmeans: Problem) -> None:
    """Where the code is the weakest, a part of this problem is drilled, short and timed."""
    rubric = RUBRICS["weighted-criteria"]
    first = steps(kmeans, (0, 3, 3, 3), verdict_of(kmeans, {}), rubric=rubric.id)[0]
    parts = [card.id for card in Bank().parts() if card.part_of == "kmeans"]
    assert first.command in {f"mockml drill {part}" for part in parts}
    assert first.why.startswith("ML knowledge is the weakest signal: ")


def test_the_same_interview_is_not_advised_twice(kmeans: Problem) -> None:
    """Who is to sit it again and say more is not told a second time to sit it again."""
    failed = verdict_of(kmeans, with_tag(kmeans, "core", "failed", 1))
    commands = [step.command for step in steps(kmeans, (2, 2, 2, 0), failed)]
    assert commands == [
        "mockml grade /w/kmeans.py --seed 7 --reveal",
        "mockml start kmeans --tour",
        "mockml hunt kmeans",
    ]


def test_every_signal_with_an_exercise_is_one_of_a_shipped_rubric() -> None:
    """No exercise is kept for a signal that nothing grades."""
    assert set(FOR_SIGNALS) <= {signal.id for rubric in RUBRICS.values() for signal in rubric.signals}


def test_with_all_at_the_top_one_goes_on(kmeans: Problem) -> None:
    """Nothing to improve and nothing failed: what is due, and typical bugs in somebody else's code."""
    found = [step.command for step in steps(kmeans, (3, 3, 3, 3), verdict_of(kmeans, {}))]
    assert found == ["mockml next --for 45", "mockml hunt kmeans"]
    unjudged = verdict_of(kmeans, with_tag(kmeans, "core", "unjudged", 1))
    for verdict in (unjudged, None):
        found = [step.command for step in steps(kmeans, (3, None, 3, 3), verdict)]
        assert found == ["mockml start kmeans", "mockml hunt kmeans"]
