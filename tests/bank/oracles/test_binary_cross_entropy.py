"""The reference of binary-cross-entropy against sample-by-sample logarithms, finite differences and scikit-learn."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockml.bank.library import content_root
from mockml.judge.case import load_module

bce: Any = load_module(content_root() / "problems" / "binary-cross-entropy", "reference").binary_cross_entropy

INSIDE = st.floats(0.01, 0.99)
BATCHES = st.lists(st.tuples(st.integers(0, 1), INSIDE), min_size=1, max_size=12)
ANY_BATCHES = st.lists(st.tuples(st.integers(0, 1), st.floats(0, 1)), min_size=1, max_size=12)


def mean_surprise(labels: list[int], probabilities: list[float]) -> float:
    """The mean of -log of the probability that the true label was given, one sample at a time."""
    given = [p if label == 1 else 1 - p for label, p in zip(labels, probabilities, strict=True)]
    return math.fsum(-math.log(q) for q in given) / len(given)


@given(batch=BATCHES)
def test_the_loss_is_the_mean_surprise(batch: list[tuple[int, float]]) -> None:
    """Inside (0, 1) the loss is the mean of -log of what the true labels were given."""
    labels, probabilities = [label for label, _ in batch], [p for _, p in batch]
    assert bce(labels, probabilities)[0] == pytest.approx(mean_surprise(labels, probabilities), rel=1e-9)


@given(batch=BATCHES)
def test_the_gradient_is_the_slope_of_the_loss(batch: list[tuple[int, float]]) -> None:
    """Moving one probability changes the loss as its entry of the gradient says, and no other entry moves with it."""
    labels, probabilities = [label for label, _ in batch], [p for _, p in batch]
    grad = bce(labels, probabilities)[1]
    assert grad.shape == (len(batch),)
    for i, p in enumerate(probabilities):
        step = 1e-4 * min(p, 1 - p)
        up, down = (mean_surprise(labels, [*probabilities[:i], p + s, *probabilities[i + 1 :]]) for s in (step, -step))
        # Rounding of the two losses, 1e-16 each, over a step of 1e-6 or more.
        assert grad[i] == pytest.approx((up - down) / (2 * step), rel=1e-6, abs=1e-8)


@given(batch=ANY_BATCHES)
def test_certain_predictions_stay_finite(batch: list[tuple[int, float]]) -> None:
    """With probabilities of 0 and 1 both outputs are finite, and the inputs are left as they are."""
    y, p = np.array([label for label, _ in batch]), np.array([p for _, p in batch])
    kept = y.copy(), p.copy()
    loss, grad = bce(y, p)
    assert math.isfinite(loss)
    assert loss >= 0
    assert np.isfinite(grad).all()
    assert np.array_equal(y, kept[0])
    assert np.array_equal(p, kept[1])


@pytest.mark.parametrize("seed", range(10))
def test_scikit_learn_computes_the_same_loss(seed: int) -> None:
    """scikit-learn's log_loss gives the same number for a batch."""
    from sklearn.metrics import log_loss  # type: ignore[import-untyped]

    rng = np.random.default_rng(seed)
    y, p = rng.integers(0, 2, size=50), rng.uniform(1e-6, 1 - 1e-6, size=50)
    assert bce(y, p)[0] == pytest.approx(log_loss(y, p, labels=[0, 1]), rel=1e-9)


@pytest.mark.parametrize(("labels", "probabilities"), [([], []), ([1], []), ([1, 0], [0.5]), ([1], [0.5, 0.5])])
def test_bad_batches_are_refused(labels: list[int], probabilities: list[float]) -> None:
    """An empty batch and different lengths are a ValueError."""
    with pytest.raises(ValueError, match=r"empty batch|each label"):
        bce(labels, probabilities)
