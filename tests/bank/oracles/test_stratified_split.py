"""The reference of stratified-split against exact arithmetic, and against scikit-learn."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockml.bank.library import content_root
from mockml.judge.case import load_module

FOLDER = content_root() / "problems" / "stratified-split"
split: Any = load_module(FOLDER, "reference").stratified_split

WEIGHTS = st.tuples(*[st.integers(0, 20)] * 3).filter(lambda weights: sum(weights) > 0)
LABELS = st.lists(st.integers(-3, 4), min_size=1, max_size=80) | st.lists(
    st.sampled_from(["cat", "dog", "catfish", ""]), min_size=1, max_size=80
)


@given(y=LABELS, weights=WEIGHTS, seed=st.integers(0, 2**31))
def test_every_split_is_whole_and_within_one_of_each_share(y: list[Any], weights: tuple[int, ...], seed: int) -> None:
    """Every index is in one part, each count within one of its exact share, a single sample in train."""
    ratios = tuple(weight / sum(weights) for weight in weights)
    parts = [list(map(int, part)) for part in split(y, ratios, seed)]
    assert sorted(i for part in parts for i in part) == list(range(len(y)))
    for label in set(y):
        counts = [sum(y[i] == label for i in part) for part in parts]
        for count, weight in zip(counts, weights, strict=True):
            assert abs(count - Fraction(weight * y.count(label), sum(weights))) <= 1
        if y.count(label) == 1:
            assert counts == [1, 0, 0]


@given(y=LABELS, seed=st.integers(0, 1000))
def test_the_seed_alone_decides(y: list[Any], seed: int) -> None:
    """Two calls with one seed agree, whatever was drawn in between, and a list is taken as an array is."""
    first = split(y, seed=seed)
    np.random.default_rng().random(3)
    again = split(np.array(y), seed=seed)
    assert all(np.array_equal(a, b) for a, b in zip(first, again, strict=True))


def test_other_processes_agree() -> None:
    """Two processes with other string hashes give the same split of string labels."""
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from reference import stratified_split\n"
        "y = [f'class {i * i % 13}' for i in range(200)]\n"
        "print([part.tolist() for part in stratified_split(y, seed=3)])"
    )
    found = {
        subprocess.run(
            [sys.executable, "-B", "-c", code, str(FOLDER)],
            env={"PYTHONHASHSEED": number},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for number in ("1", "2")
    }
    assert len(found) == 1


@pytest.mark.parametrize("seed", range(5))
def test_counts_are_those_of_scikit_learn(seed: int) -> None:
    """Where every share is a whole number, two stratified splits of scikit-learn have the same counts."""
    from sklearn.model_selection import train_test_split  # type: ignore[import-untyped]

    rng = np.random.default_rng(seed)
    sizes = 20 * rng.integers(1, 9, size=5)
    y = rng.permutation(np.repeat(np.arange(5), sizes))
    train, rest = train_test_split(np.arange(len(y)), test_size=0.3, stratify=y, random_state=seed)
    val, test = train_test_split(rest, test_size=0.5, stratify=y[rest], random_state=seed)
    for ours, theirs in zip(split(y, seed=seed), (train, val, test), strict=True):
        assert np.bincount(y[ours]).tolist() == np.bincount(y[theirs]).tolist()


@pytest.mark.parametrize("ratios", [(0.5, 0.5, 0.5), (0.7, 0.2, 0.1 + 1e-8), (1.5, -0.25, -0.25), (0, 0, 0)])
def test_ratios_that_are_no_shares_are_refused(ratios: tuple[float, ...]) -> None:
    """Ratios that miss 1, or hold a negative one, raise ValueError."""
    with pytest.raises(ValueError, match="sum to 1"):
        split([0, 1, 0, 1], ratios)
