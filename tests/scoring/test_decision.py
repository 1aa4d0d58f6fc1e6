"""The decision: four typical candidates, the caps, what is not assessed, and one's own grades beside it."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockml.bank.library import Bank
from mockml.bank.rubric import Cap, Decision, Need, Rubric, RubricLevel, Signal
from mockml.bank.spec import Problem
from mockml.judge.outcomes import Verdict
from mockml.scoring.assess import Assessment, assess, unknown_evidence
from mockml.scoring.evidence import EVIDENCE_IDS, Evidence, gather
from tests.scoring.scripted import Candidate, but, play, verdict, verdict_of, with_tag

SHIPPED = Bank().rubric("four-signal")
LEVELS = ["low", "middle", "high"]


def assessed(problem: Problem, candidate: Candidate) -> Assessment:
    """A scripted candidate by the shipped rubric."""
    return assess(SHIPPED, gather(problem, play(problem, candidate), verdict(problem, candidate)), {})


def levels(assessment: Assessment) -> list[str | None]:
    """The suggested levels, in the rubric's order."""
    return [signal.suggested for signal in assessment.signals]


def test_who_asks_explains_verifies_and_finishes_is_hired(kmeans: Problem) -> None:
    """The candidate one hopes for gets a strong hire, with no cap in the way."""
    found = assessed(kmeans, but())
    assert levels(found) == ["very strong"] * 4
    assert (found.level, found.decision) == ("very strong", "strong hire")
    assert found.why == "The middle of the 4 signals, the lower one of two, is very strong."


def test_the_silent_coder_is_not_hired_for_right_code_alone(kmeans: Problem) -> None:
    """Somebody whose code passes everything, and who never says a word about it, is at most weak as a whole."""
    silent = but(thinks=(), replies=0, follow_ups=())
    found = assessed(kmeans, silent)
    assert levels(found) == ["very strong", "very strong", "weak", "very weak"]
    assert (found.level, found.decision) == ("weak", "no hire, but persuadable")
    mute = assessed(kmeans, but(asks=(), outline="", thinks=(), replies=0, follow_ups=()))
    assert levels(mute) == ["very weak", "very strong", "very weak", "very weak"]
    assert mute.decision == "no hire"


def test_a_cap_that_bit_is_named(kmeans: Problem) -> None:
    """Where one signal alone holds the whole down, the explanation says which, and to what."""
    found = assessed(kmeans, but(thinks=(), replies=0))
    assert levels(found) == ["very strong", "very strong", "very strong", "very weak"]
    assert found.level == "weak"
    assert found.why.endswith("With communication at very weak, it is at most weak.")


def test_the_talker_whose_code_fails_is_not_hired(kmeans: Problem) -> None:
    """Excellent questions and explanations do not outweigh code whose core fails."""
    found = assessed(kmeans, but(outcomes=with_tag(kmeans, "core", "failed", 3)))
    assert levels(found) == ["very strong", "very weak", "very strong", "very strong"]
    assert (found.level, found.decision) == ("weak", "no hire, but persuadable")
    assert "technical skills at very weak" in found.why


def test_technical_skills_bound_the_whole(kmeans: Problem) -> None:
    """With a core case failing, the whole is at most one level above technical skills, whatever the rest."""
    found = assessed(kmeans, but(outcomes=with_tag(kmeans, "core", "failed", 1)))
    assert levels(found) == ["very strong", "weak", "very strong", "very strong"]
    assert (found.level, found.decision) == ("strong", "hire, but persuadable otherwise")
    assert found.why.endswith("With technical skills at weak, it is at most strong.")


def test_who_jumps_in_and_asks_nothing_is_held_back(kmeans: Problem) -> None:
    """Right code from somebody who asked nothing and planned nothing is no hire, since it was right by luck."""
    jumper = but(asks=(), outline="", outcomes=with_tag(kmeans, "edge", "failed", 2))
    found = assessed(kmeans, jumper)
    assert levels(found) == ["very weak", "strong", "very weak", "very strong"]
    assert found.decision == "no hire"
    planned = assessed(kmeans, but(asks=(), outcomes=with_tag(kmeans, "edge", "failed", 2)))
    assert (planned.level, planned.decision) == ("weak", "no hire, but persuadable")


@pytest.mark.parametrize("until", ["clarify", "outline", "code", "test"])
def test_without_a_verdict_there_is_no_decision(kmeans: Problem, until: str) -> None:
    """A session that was not handed in is not decided, and its technical skills are not guessed."""
    found = assessed(kmeans, but(until=until))
    assert (found.level, found.decision) == (None, "not assessed")
    assert levels(found)[1] is None
    assert "no decision" in found.why


def test_a_session_that_was_only_opened_is_not_held_against_anybody(kmeans: Problem) -> None:
    """Leaving before anything could be done leaves every signal not assessed, rather than very weak."""
    found = assessed(kmeans, but(until="clarify", asks=()))
    assert levels(found) == [None] * 4
    assert all(not signal.to_improve and not signal.description for signal in found.signals)


def test_a_judge_that_could_not_judge_says_nothing_of_the_candidate(kmeans: Problem) -> None:
    """One case that could not be judged leaves the code not assessed, though the others passed."""
    found = assessed(kmeans, but(outcomes=with_tag(kmeans, "core", "unjudged", 1)))
    assert (levels(found)[1], found.level) == (None, None)
    assert levels(found)[2:] == ["very strong", "very strong"]


def test_a_problem_without_a_speed_case_can_be_finished_very_strong(kmeans: Problem) -> None:
    """Where no case judges speed, the highest technical level is still in reach."""
    cases = tuple(case for case in verdict_of(kmeans, {}).cases if case.tag != "speed")
    found = assess(SHIPPED, gather(kmeans, play(kmeans, but()), Verdict(kmeans.id, 7, cases)), {})
    assert levels(found)[1] == "very strong"


def test_own_grades_are_shown_and_never_counted(kmeans: Problem) -> None:
    """Grading oneself up or down, or not at all, changes nothing of what the evidence says."""
    evidence = gather(kmeans, play(kmeans, but(hints=2)), verdict(kmeans, but(hints=2)))
    alone = assess(SHIPPED, evidence, {})
    graded = assess(SHIPPED, evidence, {"technical-skills": "very strong", "rationale": None, "unheard-of": "weak"})
    assert [signal.own for signal in alone.signals] == [None] * 4
    assert [signal.own for signal in graded.signals] == [None, "very strong", None, None]
    assert (levels(graded), graded.decision, graded.why) == (levels(alone), alone.decision, alone.why)


def rubric(*signals: str, caps: tuple[Cap, ...] = ()) -> Rubric:
    """A rubric of signals that each need one item of evidence: a half for the middle, all for the high level."""
    rows = [
        Signal(
            name.replace("_", "-"),
            name.replace("_", " ").title(),
            "?",
            [
                RubricLevel("low", "low"),
                RubricLevel("middle", "middle", [Need(name, "half", at_least=0.5)]),
                RubricLevel("high", "high", [Need(name, "all", at_least=1)]),
            ],
        )
        for name in signals
    ]
    return Rubric(
        "own", "Own", LEVELS, rows, Decision("lower-median", list(caps), {level: level for level in LEVELS}, ".")
    )


def decided(rubric: Rubric, **values: float | None) -> Assessment:
    """The assessment where evidence has these values."""
    found = {name: Evidence(name, value, name) for name, value in {"all_passed": 1.0, **values}.items()}
    return assess(rubric, found, {})


MEDIANS = [
    ((1, 1, 1, 1), "high"),
    ((1, 1, 0, 0), "low"),
    ((1, 1, 0.5, 0), "middle"),
    ((1, 1, 1, 0), "high"),
    ((1, 0.5, None, None), "middle"),
    ((1, 0.5, 0, None), "middle"),
    ((0.5, None, None, None), "middle"),
]


@pytest.mark.parametrize(("values", "level"), MEDIANS)
def test_the_whole_is_the_lower_middle_of_what_was_assessed(values: tuple[float | None, ...], level: str) -> None:
    """Without caps the whole is the median, the lower one of two; a signal not assessed does not count."""
    names = ("core_passed", "edge_passed", "numerics_passed", "contract_passed")
    assert decided(rubric(*names), **dict(zip(names, values, strict=True))).level == level


def test_one_signal_is_spoken_of_in_the_singular() -> None:
    """Where one signal alone was assessed, the explanation does not speak of a middle."""
    assert decided(rubric("core_passed"), core_passed=1).why == "The one signal that was assessed is high."


CAPS = [
    (Cap("any", at="low", cap="middle"), {"core_passed": 1, "edge_passed": 1, "numerics_passed": 0}, "middle"),
    (Cap("any", at="low", cap="middle"), {"core_passed": 1, "edge_passed": 1, "numerics_passed": 0.5}, "high"),
    (Cap("core-passed", at="low", cap="middle"), {"core_passed": 1, "edge_passed": 1, "numerics_passed": 0}, "high"),
    (Cap("core-passed", at="middle", cap="low"), {"core_passed": 0, "edge_passed": 1, "numerics_passed": 1}, "low"),
    (Cap("core-passed", above=1), {"core_passed": 0, "edge_passed": 1, "numerics_passed": 1}, "middle"),
    (Cap("core-passed", above=0), {"core_passed": 0.5, "edge_passed": 1, "numerics_passed": 1}, "middle"),
    (Cap("core-passed", above=1), {"core_passed": 1, "edge_passed": 0, "numerics_passed": 0}, "low"),
    (Cap("core-passed", above=0), {"core_passed": None, "edge_passed": 1, "numerics_passed": 1}, "high"),
]


@pytest.mark.parametrize(("cap", "values", "level"), CAPS)
def test_a_cap_lowers_and_never_lifts(cap: Cap, values: dict[str, float | None], level: str) -> None:
    """A cap bounds the whole from above where its signal is at its level or below, and does nothing otherwise."""
    found = decided(rubric(*values, caps=(cap,)), **values)
    assert found.level == level
    assert ("at most" in found.why) == (level != decided(rubric(*values), **values).level)


def test_a_bound_that_is_met_exactly_is_met() -> None:
    """Three of four is three quarters, whatever the rounding of the division; a bound from above holds alike."""
    needs = [Need("core_passed", "some", at_least=0.1 + 0.2), Need("longest_silence", "talk", at_most=0.3)]
    rows = [Signal("s", "S", "?", [RubricLevel("low", ""), RubricLevel("middle", "", needs), RubricLevel("high", "")])]
    one = msgspec.structs.replace(rubric("core_passed"), signals=rows)
    assert decided(one, core_passed=0.3, longest_silence=0.1 + 0.2).level == "high"
    assert decided(one, core_passed=0.29, longest_silence=0.1).level == "low"


def test_a_level_above_an_unmet_one_is_out_of_reach() -> None:
    """Meeting the needs of a high level does not help who misses one of a level below it."""
    rows = [
        RubricLevel("low", ""),
        RubricLevel("middle", "", [Need("core_passed", "core", at_least=1)]),
        RubricLevel("high", "", [Need("edge_passed", "edge", at_least=1)]),
    ]
    one = msgspec.structs.replace(rubric("core_passed"), signals=[Signal("s", "S", "?", rows)])
    assert decided(one, core_passed=0, edge_passed=1).level == "low"
    missing = decided(one, core_passed=1, edge_passed=None).signals[0]
    assert (missing.suggested, missing.to_improve) == ("middle", ("edge (edge_passed)",))


def test_evidence_that_does_not_exist_is_found_with_the_nearest(kmeans: Problem) -> None:
    """Whoever writes a rubric of their own is told of a name that nothing measures, and of one that is near."""
    (finding,) = unknown_evidence(rubric("core_pased", "edge_passed"))
    assert "core_pased" in finding
    assert "core_passed" in finding


VALUES = st.dictionaries(
    st.sampled_from(sorted(EVIDENCE_IDS)), st.none() | st.floats(0, 20) | st.sampled_from([0.0, 0.5, 1.0]), min_size=1
)


@given(VALUES)
def test_the_shipped_rules_hold_for_any_evidence(values: dict[str, float | None]) -> None:
    """Whatever was measured: no level without its needs, and no decision above what the caps allow."""
    found = assess(SHIPPED, {name: Evidence(name, value, name) for name, value in values.items()}, {})
    assert found.decision == ("not assessed" if found.level is None else SHIPPED.decision.outcomes[found.level])
    if values.get("all_passed") is None:
        assert found.level is None
    for result, shipped in zip(found.signals, SHIPPED.signals, strict=True):
        place = 0 if result.suggested is None else SHIPPED.levels.index(result.suggested)
        for need in (need for level in shipped.levels[: place + 1] for need in level.needs):
            value = values.get(need.evidence)
            assert value is not None
            assert value >= need.at_least - 1e-6 if need.at_least is not None else value <= (need.at_most or 0) + 1e-6
    if found.level is not None:
        whole = SHIPPED.levels.index(found.level)
        assert whole <= 1 or "very weak" not in levels(found)
        technical = levels(found)[1]
        assert technical is None or whole <= SHIPPED.levels.index(technical) + 1
