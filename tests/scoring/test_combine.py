"""How rounds become one decision: by the middle, the weights and the caps, and never by what was not assessed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockml.bank.library import Bank
from mockml.bank.loops import LEVELS, LoopCap, LoopDecision, Round
from mockml.scoring.combine import Vote, combine, level_of

BANDS = {"weak": 0.4, "strong": 0.6, "very strong": 0.85}
OUTCOMES = dict(zip(LEVELS, ("no hire", "leaning no", "leaning yes", "hire"), strict=True))
LEVEL = st.none() | st.sampled_from(LEVELS)
VOTES = st.lists(st.tuples(st.sampled_from(("quiz", "interview")), LEVEL, st.integers(0, 3)), min_size=1, max_size=7)


def rules(*caps: LoopCap, enough: int = 1) -> LoopDecision:
    """The rules of a loop."""
    return LoopDecision(BANDS, list(caps), enough, OUTCOMES, "The middle.")


def votes(*rows: tuple[str, str | None, int]) -> list[Vote]:
    """Rounds named r0, r1 and so on, of some kinds, with what they came to and their weights."""
    return [
        Vote(Round(f"r{i}", f"Round {i}", kind, 10, weight=weight), level)  # type: ignore[arg-type]
        for i, (kind, level, weight) in enumerate(rows)
    ]


def place(level: str | None) -> int:
    """A level as a number, for comparisons."""
    return LEVELS.index(level or LEVELS[0])


@pytest.mark.parametrize(
    ("levels", "weights", "expected"),
    [
        (["weak", "strong", "very strong"], [1, 1, 1], "strong"),
        (["weak", "very strong"], [1, 1], "weak"),
        (["weak", "very strong", "very strong"], [3, 1, 1], "weak"),
        (["weak", None, "very strong", "very strong"], [1, 1, 1, 1], "very strong"),
        (["very weak", "strong"], [0, 1], "strong"),
    ],
)
def test_the_middle_decides(levels: list[str | None], weights: list[int], expected: str) -> None:
    """The level of the whole is the middle, the lower of two; weights count, and what was not assessed does not."""
    rows = [("quiz", level, weight) for level, weight in zip(levels, weights, strict=True)]
    found = combine(rules(), votes(*rows))
    assert (found.level, found.decision) == (expected, OUTCOMES[expected])


@given(VOTES)
def test_caps_only_lower(rows: Sequence[tuple[str, str | None, int]]) -> None:
    """With a cap the whole is never higher than without, and where it holds, no higher than the cap says."""
    free = combine(rules(), votes(*rows))
    capped = combine(rules(LoopCap("weak", "weak", kind="interview")), votes(*rows))
    assert place(capped.level) <= place(free.level)
    if any(kind == "interview" and level in ("very weak", "weak") and weight for kind, level, weight in rows):
        assert place(capped.level) <= place("weak")
    else:
        assert capped == free


@given(VOTES, st.integers(0, 6))
def test_a_better_round_never_hurts(rows: Sequence[tuple[str, str | None, int]], which: int) -> None:
    """One level more in a round that was assessed leaves the whole where it is or lifts it."""
    kind, level, weight = rows[which % len(rows)]
    if level is None:
        return
    better = list(rows)
    better[which % len(rows)] = (kind, LEVELS[min(place(level) + 1, 3)], weight)
    caps = (LoopCap("very weak", "weak", round="any"), LoopCap("weak", "strong", round="r0"))
    before, after = (combine(rules(*caps), votes(*given)) for given in (rows, better))
    assert place(after.level) >= place(before.level)


def test_every_step_is_said() -> None:
    """The words name the middle, what counted more, and the round that held the whole down."""
    caps = (LoopCap("weak", "weak", kind="interview"), LoopCap("very weak", "very weak", round="r2"))
    rows = (("interview", "weak", 2), ("quiz", "very strong", 1), ("quiz", "very strong", 3))
    found = combine(rules(*caps), votes(*rows))
    assert found.why == (
        "The middle of 6 votes (Round 0 counts twice, Round 2 counts three times), the lower one of two, "
        "is very strong.",
        "With Round 0 at weak, the whole is at most weak.",
    )
    assert found.decision == "leaning no"


@pytest.mark.parametrize(("assessed", "said"), [(0, "No round is"), (1, "One round is"), (2, "2 rounds are")])
def test_too_few_rounds_are_no_decision(assessed: int, said: str) -> None:
    """With fewer rounds than a decision takes there is none, and it says how many there are."""
    rows = [("quiz", "strong" if i < assessed else None, 1) for i in range(4)]
    found = combine(rules(enough=3), votes(*rows))
    assert (found.level, found.decision) == (None, "not assessed")
    assert found.why == (f"{said} assessed, and a decision takes 3.",)


@given(st.floats(0, 1), st.floats(0, 1))
def test_more_points_are_no_lower_level(one: float, other: float) -> None:
    """The level by points never falls as points rise, and the bounds themselves count as reached."""
    low, high = sorted((one, other))
    assert place(level_of(low, BANDS)) <= place(level_of(high, BANDS))
    assert [level_of(share, BANDS) for share in (0.0, *BANDS.values())] == list(LEVELS)


def test_no_hire_in_coding_holds_the_whole_loop() -> None:
    """In the new graduate's loop, nobody is hired against the coding round, however good the rest is."""
    loop = Bank().loop("new-grad")
    for level in LEVELS[:2]:
        found = combine(
            loop.decision, [Vote(one, level if one.id == "ml-coding" else "very strong") for one in loop.rounds]
        )
        assert (found.level, found.decision.startswith("no hire")) == (level, True)
