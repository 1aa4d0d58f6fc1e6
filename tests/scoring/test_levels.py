"""The shipped rubric: for each level of each signal, who earns just that, and who misses it by one fact."""

from __future__ import annotations

from typing import Any

import pytest

from mockml.bank.library import Bank
from mockml.bank.rubric import Rubric
from mockml.bank.spec import Problem
from mockml.scoring.assess import Assessment, SignalResult, assess, unknown_evidence
from mockml.scoring.evidence import gather
from tests.scoring.scripted import Candidate, but, play, verdict, with_tag

UNDERSTANDING, TECHNICAL, RATIONALE, COMMUNICATION = (
    "problem-understanding",
    "technical-skills",
    "rationale",
    "communication",
)


@pytest.fixture(scope="session")
def rubric() -> Rubric:
    """The rubric that is used where no other is named."""
    return Bank().rubric("four-signal")


def assessed(rubric: Rubric, problem: Problem, candidate: Candidate) -> Assessment:
    """The assessment of a scripted candidate."""
    return assess(rubric, gather(problem, play(problem, candidate), verdict(problem, candidate)), {})


def signal(assessment: Assessment, name: str) -> SignalResult:
    """One signal of an assessment."""
    return next(result for result in assessment.signals if result.id == name)


# Each row: signal, level, what is different from the best candidate; failing cases as (tag, outcome, how many).
LEVELS: list[tuple[str, str, dict[str, Any]]] = [
    (UNDERSTANDING, "very weak", {"asks": ()}),
    (UNDERSTANDING, "very weak", {"asks": (), "shrugs": 4}),
    (UNDERSTANDING, "weak", {"asks": ("distance",)}),
    (UNDERSTANDING, "weak", {"asks": ("duplicates", "label-order", "data-types")}),
    (UNDERSTANDING, "weak", {"asks": ("distance",), "asked_late": ("stopping", "empty-cluster")}),
    (UNDERSTANDING, "weak", {"bad": ("edge", "failed", 4)}),
    (UNDERSTANDING, "strong", {"asks": ("distance", "stopping"), "outline": "", "bad": ("edge", "failed", 3)}),
    (UNDERSTANDING, "strong", {"asks": ("distance", "stopping")}),
    (UNDERSTANDING, "strong", {"outline": "k-means"}),
    (UNDERSTANDING, "strong", {"bad": ("edge", "error", 1)}),
    (UNDERSTANDING, "very strong", {"asks": ("distance", "stopping", "empty-cluster")}),
    (TECHNICAL, "very weak", {"bad": ("core", "failed", 3)}),
    (TECHNICAL, "weak", {"bad": ("core", "failed", 1)}),
    (TECHNICAL, "weak", {"bad": ("edge", "crashed", 5)}),
    (TECHNICAL, "weak", {"hints": 2}),
    (TECHNICAL, "strong", {"bad": ("edge", "failed", 3), "hints": 1}),
    (TECHNICAL, "strong", {"bad": ("contract", "error", 1)}),
    (TECHNICAL, "strong", {"bad": ("speed", "slow", 1)}),
    (TECHNICAL, "strong", {"runs": (29.0,), "tries": ()}),
    (TECHNICAL, "strong", {"hints": 1}),
    (TECHNICAL, "very strong", {}),
    (RATIONALE, "very weak", {"outline": ""}),
    (RATIONALE, "weak", {"follow_ups": ("no idea",)}),
    (RATIONALE, "weak", {"runs": (), "tries": ()}),
    (RATIONALE, "strong", {"follow_ups": ("It only finds a local optimum.", "no idea")}),
    (RATIONALE, "strong", {"outline": "Random rows as the start, then assign and average until nothing moves."}),
    (RATIONALE, "very strong", {}),
    (COMMUNICATION, "very weak", {"thinks": (), "replies": 0}),
    (COMMUNICATION, "weak", {"thinks": (22.0,), "replies": 0}),
    (COMMUNICATION, "weak", {"thinks": (11.0, 12.0, 13.0, 14.0), "replies": 0}),
    (COMMUNICATION, "weak", {"thinks": (18.0,), "replies": 0, "asked_late": ("duplicates",)}),
    (COMMUNICATION, "strong", {"thinks": (15.0, 26.0), "replies": 0}),
    (COMMUNICATION, "strong", {"thinks": (18.0, 26.0)}),
    (COMMUNICATION, "strong", {"interjections": 2}),
    (COMMUNICATION, "strong", {"handed_in": "time"}),
    (COMMUNICATION, "strong", {"thinks": (11.0, 12.0, 13.0, 24.0)}),
    (COMMUNICATION, "very strong", {}),
    (COMMUNICATION, "very strong", {"interjections": 0, "replies": 0}),
]


@pytest.mark.parametrize(("name", "level", "changes"), LEVELS)
def test_a_level_is_earned_by_its_needs(
    rubric: Rubric, kmeans: Problem, name: str, level: str, changes: dict[str, Any]
) -> None:
    """One fact less than a level needs is the level below."""
    changes = dict(changes)
    if "bad" in changes:
        changes["outcomes"] = with_tag(kmeans, *changes.pop("bad"))
    assert signal(assessed(rubric, kmeans, but(**changes)), name).suggested == level


def test_every_level_of_every_signal_is_in_the_table(rubric: Rubric) -> None:
    """No level of the shipped rubric is out of reach: each has somebody who earns it."""
    wanted = {(one.id, level) for one in rubric.signals for level in rubric.levels}
    assert {(name, level) for name, level, _ in LEVELS} == wanted


def test_what_one_level_more_would_take_is_said_with_what_was_measured(rubric: Rubric, kmeans: Problem) -> None:
    """The advice names each unmet need of the next level, beside the fact; what is met is not repeated."""
    result = signal(assessed(rubric, kmeans, but(asks=("distance",))), UNDERSTANDING)
    assert result.to_improve == (
        "ask at least half of the essential questions (asked 1 of 4 essential questions: the distance)",
        "ask at least two questions before you write code (1 question before the code)",
    )


def test_following_the_advice_lifts_the_level(rubric: Rubric, kmeans: Problem) -> None:
    """Who meets what was advised is one level higher the next time."""
    before = signal(assessed(rubric, kmeans, but(thinks=(18.0, 26.0))), COMMUNICATION)
    assert [advice.split(" (")[0] for advice in before.to_improve] == [
        "think aloud at least four times while you code and test",
        "stay silent for at most 8 minutes at a stretch",
    ]
    after = signal(assessed(rubric, kmeans, but(thinks=(18.0, 26.0, 30.0))), COMMUNICATION)
    assert (before.suggested, after.suggested) == ("strong", "very strong")


def test_the_highest_level_leaves_nothing_to_improve(rubric: Rubric, kmeans: Problem) -> None:
    """Who reached the top of a signal is told nothing more about it."""
    result = assessed(rubric, kmeans, but())
    assert [(one.suggested, one.to_improve) for one in result.signals] == [("very strong", ())] * 4


def test_a_signal_carries_its_evidence_and_the_words_of_its_level(rubric: Rubric, kmeans: Problem) -> None:
    """Each signal shows the facts it was judged by, once each, and the description of the level it got."""
    result = signal(assessed(rubric, kmeans, but(hints=1)), TECHNICAL)
    assert [item.id for item in result.evidence] == [
        "core_passed",
        "all_passed",
        "hints_used",
        "slow_cases",
        "verified",
    ]
    described = next(one for one in rubric.signals if one.id == TECHNICAL).levels[2]
    assert (result.suggested, result.description) == ("strong", described.description)


def test_the_rubric_asks_only_for_what_is_measured(rubric: Rubric) -> None:
    """The shipped rubric names no evidence that does not exist."""
    assert unknown_evidence(rubric) == []
