"""Four typical candidates come out as an interviewer would have them, under both rubrics that ship."""

from __future__ import annotations

from pathlib import Path

import pytest

from mockml.bank.library import Bank
from mockml.bank.spec import Problem
from mockml.report.debrief import Debrief
from mockml.report.text import render_text
from tests.scoring import candidates
from tests.scoring.candidates import CANDIDATES, debriefed

VW, W, S, VS = "very weak", "weak", "strong", "very strong"
NO, PERSUADABLE, HIRE = "no hire", "no hire, but persuadable", "strong hire"
# Each row: who, rubric, the level of each signal in the rubric's order, the decision.
EXPECTED = [
    ("silent", "four-signal", [S, VS, W, VW], PERSUADABLE),
    ("silent", "weighted-criteria", [W, W, S, VW], PERSUADABLE),
    ("talker", "four-signal", [W, VW, VS, S], PERSUADABLE),
    ("talker", "weighted-criteria", [VW, W, W, S], NO),
    ("jumper", "four-signal", [VW, S, VW, S], NO),
    ("jumper", "weighted-criteria", [S, W, VW, S], PERSUADABLE),
    ("finisher", "four-signal", [VS, VS, VS, VS], HIRE),
    ("finisher", "weighted-criteria", [VS, VS, VS, VS], HIRE),
]


def of(folder: Path, problem: Problem, name: str, rubric: str = "four-signal") -> Debrief:
    """The debrief of one of the four."""
    return debriefed(folder, problem, CANDIDATES[name](problem), rubric)


@pytest.mark.parametrize(("name", "rubric", "levels", "decision"), EXPECTED)
def test_they_come_out_as_an_interviewer_would_have_them(
    tmp_path: Path, kmeans: Problem, name: str, rubric: str, levels: list[str], decision: str
) -> None:
    """Right code alone is no hire, nor is good talk alone, nor luck; who does all of it is hired."""
    found = of(tmp_path, kmeans, name, rubric)
    assert [signal.suggested for signal in found.assessment.signals] == levels
    assert found.decision == decision


@pytest.mark.parametrize("rubric", ["four-signal", "weighted-criteria"])
def test_all_four_are_there_under_each_rubric(rubric: str) -> None:
    """Both shipped rubrics are tried on all four, and only one of the four is hired."""
    rows = [row for row in EXPECTED if row[1] == rubric]
    assert [row[0] for row in rows] == list(CANDIDATES)
    assert [row[3] == HIRE for row in rows] == [False, False, False, True]


ALL = len(Bank().problem("kmeans").cases)
WORDS = [
    ("silent", f"hidden cases {ALL}/{ALL}", True),
    ("silent", "thought aloud 0 times while coding and testing", True),
    ("silent", "longest silence while coding: 25 min", True),
    ("silent", "THE MISTAKE", False),
    ("talker", "asked 4 of 4 essential questions", True),
    ("talker", "core cases 1/4", True),
    ("talker", "This may be it, by which cases fail", True),
    ("jumper", "asked 0 of 4 essential questions", True),
    ("jumper", "nothing was run after the last change", True),
    ("jumper", "THE MISTAKE", False),
    ("finisher", "own tests that would have caught 4 of 15 typical bugs", True),
    ("finisher", "One level more would have taken", False),
]


@pytest.mark.parametrize(("name", "words", "there"), WORDS)
def test_the_debrief_says_what_decided(tmp_path: Path, kmeans: Problem, name: str, words: str, there: bool) -> None:
    """Each reads what an interviewer would tell them, and nothing that does not concern them."""
    assert (words in " ".join(render_text(of(tmp_path, kmeans, name), 100).split())) is there


def test_each_is_told_what_to_do_about_it(tmp_path: Path, kmeans: Problem) -> None:
    """The weakest signal leads to its exercise; who passed everything goes on to other work."""
    first = {
        name: [step.why.split(" is the weakest")[0] for step in of(tmp_path, kmeans, name).next] for name in CANDIDATES
    }
    assert "communication" in first["silent"]
    assert "technical skills" in first["talker"]
    assert "problem understanding" in first["jumper"]
    assert first["finisher"][0] == "the code holds: take up what is due, or something new"


@pytest.mark.parametrize("rubric", Bank().rubric_names())
def test_the_script_prints_all_four(capsys: pytest.CaptureFixture[str], rubric: str) -> None:
    """`python -m tests.scoring.candidates RUBRIC` prints the four debriefs, each under its description."""
    candidates.main([rubric, "80"])
    printed = capsys.readouterr().out
    assert printed.count("DEBRIEF of session") == printed.count("=" * 80) == 4
    assert all(" ".join((make.__doc__ or "").split()) in printed for make in CANDIDATES.values())
