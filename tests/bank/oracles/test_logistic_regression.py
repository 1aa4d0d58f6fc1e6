"""The reference of logistic-regression against loops, the slope of its objective, Newton's method and scikit-learn."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from mockml.bank.library import content_root
from mockml.judge.case import load_module

module: Any = load_module(content_root() / "problems" / "logistic-regression", "reference")
Floats = NDArray[np.float64]
SEEDS = range(8)


def data(seed: int, n: int = 30, d: int = 3) -> tuple[Floats, Floats]:
    """Rows, and labels of both kinds that no plane separates."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, d))
    y = (X[:, 0] + rng.normal(size=n) > 0.2).astype(np.float64)
    y[:2] = [0.0, 1.0]
    return X, y


def chance(z: float) -> float:
    """The sigmoid of one number, without overflow."""
    return 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z))


def train(X: Floats, y: Floats, lr: float, epochs: int, l2: float) -> tuple[list[float], float]:
    """Gradient descent in plain loops, one number at a time."""
    n, d = X.shape
    weights, bias = [0.0] * d, 0.0
    for _ in range(epochs):
        errors = [
            chance(math.fsum(w * x for w, x in zip(weights, row, strict=True)) + bias) - label
            for row, label in zip(X.tolist(), y.tolist(), strict=True)
        ]
        slopes = [math.fsum(e * row[j] for e, row in zip(errors, X.tolist(), strict=True)) / n for j in range(d)]
        weights = [w - lr * (slope + l2 * w) for w, slope in zip(weights, slopes, strict=True)]
        bias -= lr * math.fsum(errors) / n
    return weights, bias


def objective(X: Floats, y: Floats, weights: Floats, bias: float, l2: float) -> float:
    """The mean cross-entropy, and half of l2 times the squared norm of the weights."""
    z = X @ weights + bias
    return float(np.mean(np.logaddexp(0.0, z) - y * z) + l2 / 2 * weights @ weights)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("l2", [0.0, 0.3])
def test_training_is_that_of_plain_loops(seed: int, l2: float) -> None:
    """Weights, bias, probabilities and labels are those of gradient descent written out in loops."""
    X, y = data(seed)
    model = module.LogisticRegression(lr=0.4, epochs=25, l2=l2).fit(X, y)
    weights, bias = train(X, y, 0.4, 25, l2)
    assert model.weights == pytest.approx(weights, rel=1e-9)
    assert model.bias == pytest.approx(bias, rel=1e-9)
    chances = [chance(math.fsum(w * x for w, x in zip(weights, row, strict=True)) + bias) for row in X.tolist()]
    assert model.predict_proba(X) == pytest.approx(chances, rel=1e-9)
    assert model.predict(X).tolist() == [int(p >= 0.5) for p in chances]


@pytest.mark.parametrize("seed", SEEDS)
def test_each_update_goes_down_the_slope_of_the_objective(seed: int) -> None:
    """From any point of the path the next update is lr times the slope, as finite differences measure it."""
    X, y = data(seed)
    lr, l2, step = 0.2, 0.4, 1e-5
    before = module.LogisticRegression(lr, 6, l2).fit(X, y)
    after = module.LogisticRegression(lr, 7, l2).fit(X, y)
    for j, unit in enumerate(np.eye(3)):
        up, down = (objective(X, y, before.weights + s * unit, before.bias, l2) for s in (step, -step))
        assert (before.weights[j] - after.weights[j]) / lr == pytest.approx((up - down) / (2 * step), abs=1e-8)
    up, down = (objective(X, y, before.weights, before.bias + s, l2) for s in (step, -step))
    assert (before.bias - after.bias) / lr == pytest.approx((up - down) / (2 * step), abs=1e-8)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("l2", [0.05, 1.0])
def test_long_training_ends_where_newton_and_scikit_learn_do(seed: int, l2: float) -> None:
    """Enough epochs reach the one minimum: Newton's, and scikit-learn's with C = 1 / (n l2)."""
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    X, y = data(seed, n=60)
    found = module.LogisticRegression(lr=0.5, epochs=4000, l2=l2).fit(X, y)
    A, penalty = np.column_stack([X, np.ones(60)]), l2 * np.diag([1.0, 1.0, 1.0, 0.0])
    theta = np.zeros(4)
    for _ in range(30):
        p = np.array([chance(z) for z in A @ theta])
        hessian = A.T * (p * (1 - p)) @ A / 60 + penalty
        theta = theta - np.linalg.solve(hessian, A.T @ (p - y) / 60 + penalty @ theta)
    assert [*found.weights, found.bias] == pytest.approx(theta, abs=1e-7)
    theirs = LogisticRegression(C=1 / (60 * l2), tol=1e-10, max_iter=1000).fit(X, y)
    assert [*found.weights, found.bias] == pytest.approx([*theirs.coef_[0], *theirs.intercept_], abs=1e-5)
    assert found.predict_proba(X) == pytest.approx(theirs.predict_proba(X)[:, 1], abs=1e-5)


@pytest.mark.filterwarnings("error")
def test_the_sigmoid_is_that_of_scipy_at_any_size() -> None:
    """From the smallest to the largest logits the sigmoid is SciPy's, without a warning."""
    from scipy.special import expit  # type: ignore[import-untyped]

    sizes = np.logspace(-300, 300, 601)
    z = np.concatenate([-sizes[::-1], [0.0], sizes, np.linspace(-40, 40, 801)])
    assert module.sigmoid(z) == pytest.approx(expit(z), rel=1e-12, abs=1e-300)
