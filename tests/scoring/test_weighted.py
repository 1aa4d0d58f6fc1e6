"""The weighted criteria: for each level of each criterion who earns just that, and how levels make a score."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from mockml.bank.library import Bank
from mockml.bank.rubric import Need, Rubric, RubricLevel
from mockml.bank.spec import Problem
from mockml.scoring.assess import Assessment, SignalResult, assess, score_of, unknown_evidence
from mockml.scoring.evidence import EVIDENCE_IDS, Evidence, gather
from tests.scoring.scripted import GOOD_CODE, Candidate, but, play, verdict, with_tag

KNOWLEDGE, QUALITY, SOLVING, COMMUNICATION = "ml-knowledge", "code-quality", "problem-solving", "communication"
RUBRIC = Bank().rubric("weighted-criteria")


@pytest.fixture(scope="session")
def rubric() -> Rubric:
    """The rubric that makes a score."""
    return RUBRIC


def assessed(rubric: Rubric, problem: Problem, candidate: Candidate) -> Assessment:
    """The assessment of a scripted candidate."""
    return assess(rubric, gather(problem, play(problem, candidate), verdict(problem, candidate)), {})


def changed(problem: Problem, changes: dict[str, Any]) -> Candidate:
    """The best candidate with some facts changed; failing cases as "bad": (tag, outcome, how many)."""
    changes = dict(changes)
    if "bad" in changes:
        changes["outcomes"] = with_tag(problem, *changes.pop("bad"))
    return but(**changes)


def long_function(lines: int) -> str:
    """The good code with one documented function of so many lines."""
    body = "".join(f"    print(X, {i})\n" for i in range(lines - 3))
    return f'{GOOD_CODE}\n\ndef show(X):\n    """Prints X."""\n{body}    print(X)\n'


UNDOCUMENTED = GOOD_CODE.replace('"""Group the rows', '"""Groups').replace("returns the centroids", "the centroids")
DEAD = [f"\n\ndef _unused_{i}():\n    pass\n" for i in range(3)]
VAGUE = GOOD_CODE.replace("shift", "tmp")
ROWS = "\n\nfor a in [kmeans]:\n    for b in [a]:\n        for c in [b]:\n            print(c)\n"

# Each row: criterion, level, what is different from the best candidate.
LEVELS: list[tuple[str, str, dict[str, Any]]] = [
    (KNOWLEDGE, "very weak", {"bad": ("core", "failed", 3)}),
    (KNOWLEDGE, "weak", {"bad": ("core", "failed", 2)}),
    (KNOWLEDGE, "weak", {"bad": ("core", "failed", 1)}),
    (KNOWLEDGE, "weak", {"follow_ups": ("no idea",)}),
    (KNOWLEDGE, "strong", {"follow_ups": ("It only finds a local optimum.", "no idea")}),
    (KNOWLEDGE, "strong", {"bad": ("contract", "error", 1)}),
    (KNOWLEDGE, "strong", {"outline": "Random rows as the start, then assign and average until nothing moves."}),
    (KNOWLEDGE, "very strong", {}),
    (KNOWLEDGE, "very strong", {"bad": ("speed", "slow", 1)}),
    (QUALITY, "very weak", {"outcomes": "most"}),
    (QUALITY, "very weak", {"source": long_function(81)}),
    (QUALITY, "weak", {"source": long_function(80)}),
    (QUALITY, "weak", {"source": long_function(51)}),
    (QUALITY, "weak", {"bad": ("contract", "failed", 5)}),
    (QUALITY, "weak", {"source": GOOD_CODE + "".join(DEAD)}),
    (QUALITY, "weak", {"source": UNDOCUMENTED}),
    (QUALITY, "strong", {"source": long_function(50) + "".join(DEAD[:2]), "bad": ("contract", "failed", 3)}),
    (QUALITY, "strong", {"source": GOOD_CODE + DEAD[0]}),
    (QUALITY, "strong", {"source": VAGUE}),
    (QUALITY, "strong", {"source": GOOD_CODE + ROWS}),
    (QUALITY, "strong", {"source": GOOD_CODE + "\n\ndef show(X):\n    print(X)\n"}),
    (QUALITY, "strong", {"bad": ("speed", "slow", 1)}),
    (QUALITY, "very strong", {}),
    (QUALITY, "very strong", {"bad": ("numerics", "failed", 1)}),
    (SOLVING, "very weak", {"asks": ()}),
    (SOLVING, "very weak", {"asks": (), "shrugs": 3}),
    (SOLVING, "weak", {"asks": ("distance",)}),
    (SOLVING, "weak", {"outline": "k-means"}),
    (SOLVING, "weak", {"runs": (32.0,), "tries": ()}),
    (SOLVING, "weak", {"hints": 2}),
    (SOLVING, "strong", {"asks": ("distance", "stopping"), "hints": 1, "tests": 0, "runs": (20.0, 21.0), "tries": ()}),
    (SOLVING, "strong", {"asks": ("distance", "stopping")}),
    (SOLVING, "strong", {"bad": ("edge", "failed", 1)}),
    (SOLVING, "strong", {"tests": 0}),
    (SOLVING, "strong", {"runs": (20.0, 21.0), "tries": ()}),
    (SOLVING, "strong", {"hints": 1}),
    (SOLVING, "very strong", {}),
    (SOLVING, "very strong", {"asks": ("distance", "stopping", "empty-cluster")}),
    (COMMUNICATION, "very weak", {"thinks": (), "replies": 0}),
    (COMMUNICATION, "weak", {"thinks": (22.0,), "replies": 0}),
    (COMMUNICATION, "weak", {"thinks": (11.0, 12.0, 13.0, 14.0), "replies": 0}),
    (COMMUNICATION, "strong", {"thinks": (15.0, 26.0), "replies": 0}),
    (COMMUNICATION, "strong", {"thinks": (18.0, 26.0)}),
    (COMMUNICATION, "strong", {"interjections": 2}),
    (COMMUNICATION, "strong", {"handed_in": "time"}),
    (COMMUNICATION, "very strong", {}),
    (COMMUNICATION, "very strong", {"interjections": 0, "replies": 0}),
]


@pytest.mark.parametrize(("name", "level", "changes"), LEVELS)
def test_a_level_is_earned_by_its_needs(
    rubric: Rubric, kmeans: Problem, name: str, level: str, changes: dict[str, Any]
) -> None:
    """One fact less than a level needs is the level below."""
    if changes.get("outcomes") == "most":
        changes = {"outcomes": {case.id: "failed" for case in kmeans.cases[: len(kmeans.cases) // 2 + 1]}}
    found = {signal.id: signal for signal in assessed(rubric, kmeans, changed(kmeans, changes)).signals}
    assert found[name].suggested == level


def test_every_level_of_every_criterion_is_in_the_table(rubric: Rubric) -> None:
    """No level is out of reach: each has somebody who earns it."""
    wanted = {(one.id, level) for one in rubric.signals for level in rubric.levels}
    assert {(name, level) for name, level, _ in LEVELS} == wanted


def test_the_criteria_are_worth_what_their_title_says(rubric: Rubric) -> None:
    """ML knowledge 30, code quality 25, problem solving 25, communication 20, asking only for what is measured."""
    assert [(one.title, one.weight) for one in rubric.signals] == [
        ("ML knowledge", 30),
        ("Code quality", 25),
        ("Problem solving", 25),
        ("Communication", 20),
    ]
    assert all(f"{one.title.lower()} {one.weight:g}" in rubric.title.lower() for one in rubric.signals)
    assert unknown_evidence(rubric) == []


SCORES: list[tuple[dict[str, Any], float, str, str]] = [
    ({}, 100, "very strong", "100 of 100 points is very strong."),
    ({"hints": 1}, 93.75, "very strong", "93.7 of 100 points is very strong."),
    ({"source": VAGUE, "hints": 1}, 87.5, "strong", "87.5 of 100 points is strong."),
    ({"asks": (), "thinks": (), "replies": 0}, 59.5, "weak", "59.5 of 100 points is weak."),
    (
        {"thinks": (), "replies": 0},
        82,
        "weak",
        "82 of 100 points is strong. With communication at very weak, it is at most weak.",
    ),
    ({"bad": ("core", "failed", 1)}, 82, "strong", "82 of 100 points is strong."),
    (
        {"bad": ("core", "failed", 3)},
        73,
        "weak",
        "73 of 100 points is strong. With ML knowledge at very weak, it is at most weak.",
    ),
]


@pytest.mark.parametrize(("changes", "score", "level", "why"), SCORES)
def test_points_make_a_score_and_the_score_a_decision(
    rubric: Rubric, kmeans: Problem, changes: dict[str, Any], score: float, level: str, why: str
) -> None:
    """Each criterion adds its share of its weight; the bands, and then the caps, make the decision, and say so."""
    found = assessed(rubric, kmeans, changed(kmeans, changes))
    assert found.score == pytest.approx(score)
    assert (found.level, found.why) == (level, why)
    assert found.decision == rubric.decision.outcomes[level]
    assert found.score == pytest.approx(sum(signal.points or 0 for signal in found.signals))


def level_of(rubric: Rubric, **levels: str | None) -> Assessment:
    """The assessment of evidence that puts each criterion just at its level; None leaves it unmeasured."""
    found: dict[str, Evidence] = {}
    signals = []
    for signal in rubric.signals:
        wanted = levels[signal.id.replace("-", "_")]
        need = f"only-{signal.id}"
        place = None if wanted is None else float(rubric.levels.index(wanted))
        found[need] = Evidence(need, place, need)
        rows = [RubricLevel(row, row, [Need(need, need, at_least=i)] * (i > 0)) for i, row in enumerate(rubric.levels)]
        signals.append(replace(signal, levels=rows))
    found["all_passed"] = Evidence("all_passed", 1, "all")
    return assess(replace(rubric, signals=signals), found, {})


def test_what_was_not_assessed_is_left_out_of_the_score(rubric: Rubric) -> None:
    """A criterion without evidence neither adds nor costs points: the others make the hundred."""
    found = level_of(
        rubric, ml_knowledge="strong", code_quality=None, problem_solving=None, communication="very strong"
    )
    assert found.score == pytest.approx(100 * (0.75 * 30 + 20) / 50)
    assert [signal.points for signal in found.signals] == [22.5, None, None, 20]
    assert [signal.weight for signal in found.signals] == [30, 25, 25, 20]
    nothing = level_of(rubric, ml_knowledge=None, code_quality=None, problem_solving=None, communication=None)
    assert (nothing.score, nothing.level, nothing.decision) == (None, None, "not assessed")


def test_without_a_verdict_there_is_no_score(rubric: Rubric, kmeans: Problem) -> None:
    """A session that was not handed in, or could not be judged, has no points to show for a decision."""
    unjudged = but(outcomes=with_tag(kmeans, "core", "unjudged", 1))
    for candidate in (but(until="test"), unjudged):
        found = assessed(rubric, kmeans, candidate)
        assert (found.score, found.level, found.decision) == (None, None, "not assessed")


def test_any_mix_of_levels_is_decided_by_the_rules(rubric: Rubric) -> None:
    """For all mixes: the score is the weighted mean, the highest band that it reaches holds, and both caps do."""
    points, bands = rubric.decision.points, [0.0, *rubric.decision.bands.values()]
    for levels in [*product([*rubric.levels, None], repeat=4)][:-1]:
        knowledge, quality, solving, communication = levels
        found = level_of(
            rubric, ml_knowledge=knowledge, code_quality=quality, problem_solving=solving, communication=communication
        )
        worth = [(points[one], weight) for one, weight in zip(levels, (30, 25, 25, 20), strict=True) if one is not None]
        score = 100 * sum(share * weight for share, weight in worth) / sum(weight for _, weight in worth)
        place = max(i for i, least in enumerate(bands) if score >= least - 1e-9)
        shown = float(found.why.split()[0])
        assert 0 <= score - shown + 1e-6 < 0.1 + 1e-5
        assert place == max(i for i, least in enumerate(bands) if shown >= least), "the words contradict the bands"
        assert f"points is {rubric.levels[place]}." in found.why
        place = min(place, 1) if "very weak" in levels else place
        place = place if knowledge is None else min(place, rubric.levels.index(knowledge) + 1)
        assert found.score == pytest.approx(score)
        assert found.level == rubric.levels[place]


VALUES = st.dictionaries(
    st.sampled_from(sorted(EVIDENCE_IDS)), st.none() | st.floats(0, 100) | st.sampled_from([0.0, 0.5, 1.0]), min_size=1
)


@given(VALUES)
def test_a_score_stays_within_its_hundred(values: dict[str, float | None]) -> None:
    """Whatever was measured, the score is from 10 to 100 and made of the points that are shown."""
    found = assess(RUBRIC, {name: Evidence(name, value, name) for name, value in values.items()}, {})
    assert (found.score is None) == (found.level is None)
    assert found.score is None or 10 - 1e-9 <= found.score <= 100 + 1e-9
    for signal in found.signals:
        assert (signal.points is None) == (signal.suggested is None)


def test_a_rubric_without_weights_has_no_score(kmeans: Problem) -> None:
    """The four signals are no sum: neither points nor a score are shown for them."""
    found = assessed(Bank().rubric("four-signal"), kmeans, but())
    assert (found.score, {signal.points for signal in found.signals}) == (None, {None})
    bare = [SignalResult("s", "S", "strong", None, "", (), ())]
    assert score_of(bare) is None
