"""The reference of kmeans against every path that Lloyd's steps can take in exact arithmetic, and scikit-learn."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bank.oracles.judged import reference, rejections
from tests.bank.oracles.solutions import kmeans as oracle

kmeans: Any = reference("kmeans").kmeans

Place = tuple[Fraction, ...]
State = tuple[Place, ...]  # the centroids, sorted: their numbering is arbitrary
ROWS = st.lists(st.tuples(st.integers(-3, 3), st.integers(0, 2)), min_size=1, max_size=6)
SPREAD = st.floats(-100, 100).map(lambda value: round(value, 3))


def test_the_oracle_passes_every_case() -> None:
    """Lloyd's steps in plain Python, with labels from before the last update, are accepted."""
    assert rejections("kmeans", oracle) == []


def squared(row: Place, centroid: Place) -> Fraction:
    """The squared distance."""
    return sum(((a - b) ** 2 for a, b in zip(row, centroid, strict=True)), Fraction(0))


def choices_of_nearest(rows: list[Place], centroids: State) -> list[list[int]]:
    """For every row the numbers of its nearest centroids, of which a tie has several."""
    found = []
    for row in rows:
        distances = [squared(row, centroid) for centroid in centroids]
        found.append([j for j, distance in enumerate(distances) if distance == min(distances)])
    return found


def after_one_step(rows: list[Place], state: State) -> set[State]:
    """Every right outcome of an assignment and an update: ties may go anywhere, an empty cluster to any row."""
    found = set()
    for labels in itertools.product(*choices_of_nearest(rows, state)):
        places = []
        for j in range(len(state)):
            members = [row for row, label in zip(rows, labels, strict=True) if label == j]
            mean = tuple(sum(column) / Fraction(len(members)) for column in zip(*members, strict=True))
            places.append([mean] if members else rows)
        found |= {tuple(sorted(state)) for state in itertools.product(*places)}
    return found


def reachable(rows: list[Place], k: int, steps: int) -> set[State]:
    """Every right outcome after some steps, from all starts."""
    states = {tuple(sorted(start)) for start in itertools.combinations(rows, k)}
    for _ in range(steps):
        states = set().union(*(after_one_step(rows, state) for state in states))
    return states


@settings(max_examples=40)
@given(data=st.data(), rows=ROWS, steps=st.integers(1, 4))
def test_every_answer_is_one_that_some_start_leads_to(data: Any, rows: list[tuple[int, int]], steps: int) -> None:
    """Duplicates, ties and empty clusters included, the centroids are exactly those of some right path."""
    k = data.draw(st.integers(1, min(3, len(rows))))
    centroids, labels = kmeans(rows, k, max_iters=steps, tol=0.0)
    exact = [tuple(Fraction(c).limit_denominator(len(rows)) for c in centroid) for centroid in centroids.tolist()]
    places = [tuple(map(Fraction, row)) for row in rows]
    assert tuple(sorted(exact)) in reachable(places, k, steps)
    # A tie among exact distances may be decided by rounding, but never a difference.
    for label, choices in zip(labels, choices_of_nearest(places, tuple(exact)), strict=True):
        assert label in choices


@given(data=st.data(), rows=st.lists(st.tuples(SPREAD, SPREAD, SPREAD), min_size=1, max_size=25))
def test_long_runs_end_at_a_fixed_point(data: Any, rows: list[tuple[float, ...]]) -> None:
    """From wherever it stopped, Lloyd's steps written anew go nowhere, unless a cluster could not be filled."""
    k = data.draw(st.integers(1, len(rows)))
    X = np.array(rows)
    kept = X.copy()
    centroids, labels = kmeans(X, k, max_iters=200, tol=1e-9)
    assert np.array_equal(X, kept)
    assert np.isfinite(centroids).all()
    assert centroids.shape == (k, 3)
    if len(set(labels.tolist())) == k:
        points, start = X.tolist(), centroids.tolist()
        again, _ = oracle.lloyd(points, start, 1, 0.0, lambda: [math.inf] * 3)
        assert np.allclose(again, centroids, rtol=0, atol=1e-6) or tied(X, centroids)


def tied(X: Any, centroids: Any) -> bool:
    """Whether some row is as far from its second nearest centroid as from its nearest, but for rounding."""
    distances = np.sort(np.linalg.norm(X[:, None] - centroids, axis=2), axis=1)
    return bool((np.diff(distances[:, :2], axis=1) < 1e-9).any())


@pytest.mark.parametrize("options", [{"max_iters": 1}, {"tol": 1e6}])
def test_one_step_is_one_step(options: dict[str, Any]) -> None:
    """Cut short by either argument, each outcome is one of a single step, and they do not all look settled."""
    rows = np.random.default_rng(0).integers(-50, 51, size=(9, 2)).tolist()
    places = [tuple(map(Fraction, row)) for row in rows]
    after_one = reachable(places, 3, 1)
    assert len(after_one) > 30
    settled = []
    for _ in range(70):  # two in three random starts are settled after one step
        centroids, _ = kmeans(rows, 3, **options)
        exact = [tuple(Fraction(c).limit_denominator(9) for c in centroid) for centroid in centroids.tolist()]
        state = tuple(sorted(exact))
        assert state in after_one
        settled.append(state in after_one_step(places, state))
    assert not all(settled)


@pytest.mark.parametrize("k", [2, 3])
def test_scikit_learn_ends_in_the_same_places(k: int) -> None:
    """From each start scikit-learn's KMeans ends where the oracle does, and the reference ends in one of them."""
    from sklearn.cluster import KMeans  # type: ignore[import-untyped]

    X = np.random.default_rng(k).normal(size=(7, 2))
    ends = []
    for start in itertools.combinations(X, k):
        theirs = KMeans(k, init=np.array(start), n_init=1, max_iter=100, tol=0.0, algorithm="lloyd").fit(X)
        # On these rows no cluster ever loses its points, which scikit-learn would fill in its own way.
        ours, labels = oracle.lloyd(X.tolist(), [row.tolist() for row in start], 100, 1e-12, lambda: [math.nan] * 2)
        np.testing.assert_allclose(ours, theirs.cluster_centers_, rtol=0, atol=1e-9)
        assert labels == theirs.labels_.tolist()
        ends.append(np.array(sorted(ours)))
    for _ in range(10):
        found = np.array(sorted(kmeans(X, k)[0].tolist()))
        assert min(float(np.abs(found - end).max()) for end in ends) < 1e-9
