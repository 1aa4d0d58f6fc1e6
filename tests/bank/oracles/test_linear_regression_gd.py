"""The reference of linear-regression-gd against its closed form, exact fractions, slopes, and scikit-learn."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tests.bank.oracles.judged import reference, rejections
from tests.bank.oracles.solutions import linear_regression_gd as oracle

descend: Any = reference("linear-regression-gd").linear_regression_gradient_descent

SHAPES = st.tuples(st.integers(1, 6), st.integers(1, 4))
VALUES = st.sampled_from([0.0, 1.0]) | st.floats(-3, 3)
WHOLE = st.integers(-3, 3)


def test_the_oracle_passes_every_case() -> None:
    """The whole path as sums of powers of eigenvalues is accepted."""
    assert rejections("linear-regression-gd", oracle) == []


@given(data=st.data(), shape=SHAPES, share=st.floats(1e-6, 1.0), epochs=st.integers(0, 40))
def test_the_path_is_that_of_the_closed_form(data: Any, shape: tuple[int, int], share: float, epochs: int) -> None:
    """Weights, bias and losses are those of the closed form, at any rate that does not diverge."""
    X, y = data.draw(arrays(float, shape, elements=VALUES)), data.draw(arrays(float, shape[0], elements=VALUES))
    kept = X.copy(), y.copy()
    lr = share * len(X) / float((X**2).sum() + len(X))
    weights, bias, losses = descend(X, y, lr, epochs)
    assert np.array_equal(X, kept[0])
    assert np.array_equal(y, kept[1])
    w, b, wanted = oracle.linear_regression_gradient_descent(X, y, lr, epochs)
    assert len(losses) == epochs
    size = max(1e-3, float(np.abs([*w, b]).max()))
    np.testing.assert_allclose([*weights, bias], [*w, b], rtol=1e-9, atol=1e-9 * size)
    np.testing.assert_allclose(losses, wanted, rtol=1e-7, atol=1e-12)


def in_fractions(
    rows: list[list[int]], y: list[int], lr: Fraction, epochs: int
) -> tuple[list[Fraction], list[Fraction]]:
    """Weights with the bias last, and losses, by the rule as it reads, without any rounding."""
    n, theta, losses = len(rows), [Fraction(0)] * (len(rows[0]) + 1), []
    for _ in range(epochs):
        errors = [
            sum(t * x for t, x in zip(theta, [*row, 1], strict=True)) - target
            for row, target in zip(rows, y, strict=True)
        ]
        losses.append(sum(error**2 for error in errors) / Fraction(n))
        for j in range(len(theta)):
            slope = Fraction(2, n) * sum(error * [*row, 1][j] for error, row in zip(errors, rows, strict=True))
            theta[j] -= lr * slope
    return theta, losses


@given(data=st.data(), shape=SHAPES, lr=st.sampled_from([1, 8, 64]), epochs=st.integers(1, 6))
def test_the_path_is_that_of_exact_fractions(data: Any, shape: tuple[int, int], lr: int, epochs: int) -> None:
    """On whole numbers in lists, diverging or not, the result is that of arithmetic without rounding."""
    n, d = shape
    rows = data.draw(st.lists(st.lists(WHOLE, min_size=d, max_size=d), min_size=n, max_size=n))
    y = data.draw(st.lists(WHOLE, min_size=n, max_size=n))
    theta, wanted = in_fractions(rows, y, Fraction(lr, 256), epochs)
    weights, bias, losses = descend(rows, y, lr / 256, epochs)
    size = max(1.0, float(max(map(abs, theta))))
    np.testing.assert_allclose([*weights, bias], list(map(float, theta)), rtol=1e-9, atol=1e-12 * size)
    np.testing.assert_allclose(losses, list(map(float, wanted)), rtol=1e-9, atol=1e-12 * float(max(wanted)))


@pytest.mark.parametrize("seed", range(8))
def test_each_update_goes_down_the_slope_of_scikit_learns_loss(seed: int) -> None:
    """The losses are scikit-learn's mean squared errors, and each step is lr times the slope of that."""
    from sklearn.metrics import mean_squared_error  # type: ignore[import-untyped]

    rng = np.random.default_rng(seed)
    X, y, lr, step = rng.normal(size=(12, 3)), rng.normal(size=12), 0.05, 1e-5
    A = np.column_stack([X, np.ones(12)])
    path = [np.append(*descend(X, y, lr, epochs)[:2]) for epochs in range(6)]
    losses = descend(X, y, lr, 5)[2]
    for before, after, loss in zip(path, path[1:], losses, strict=False):
        assert loss == pytest.approx(mean_squared_error(y, A @ before), rel=1e-12)
        for j, unit in enumerate(np.eye(4)):
            up, down = (mean_squared_error(y, A @ (before + s * unit)) for s in (step, -step))
            assert (before[j] - after[j]) / lr == pytest.approx((up - down) / (2 * step), abs=1e-8)


@pytest.mark.parametrize("seed", range(4))
def test_long_training_ends_where_scikit_learn_does(seed: int) -> None:
    """Enough epochs reach scikit-learn's LinearRegression."""
    from sklearn.linear_model import LinearRegression  # type: ignore[import-untyped]

    rng = np.random.default_rng(seed)
    X = rng.normal(size=(60, 3))
    y = X @ rng.normal(size=3) + 2.0 + rng.normal(size=60)
    weights, bias, losses = descend(X, y, 0.2, 800)
    theirs = LinearRegression().fit(X, y)
    assert [*weights, bias] == pytest.approx([*theirs.coef_, theirs.intercept_], abs=1e-9)
    assert losses[-1] == pytest.approx(np.mean((theirs.predict(X) - y) ** 2), rel=1e-9)


@pytest.mark.parametrize("seed", range(4))
def test_with_more_features_than_samples_it_ends_at_the_shortest_fit(seed: int) -> None:
    """Starting from zeros, the fit that is reached is the one of least norm, which the pseudo-inverse gives."""
    rng = np.random.default_rng(seed)
    X, y = 2 * np.linalg.qr(rng.normal(size=(8, 4)))[0].T, rng.normal(size=4)  # no direction is a slow one
    weights, bias, losses = descend(X, y, 0.2, 200)
    shortest = np.linalg.pinv(np.column_stack([X, np.ones(4)])) @ y
    assert [*weights, bias] == pytest.approx(shortest, abs=1e-6)
    assert losses[-1] < 1e-9
