"""The reference of neural-network against slopes by imaginary steps, SciPy, and scikit-learn's MLPClassifier."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tests.bank.oracles.judged import reference, rejections
from tests.bank.oracles.solutions import neural_network as oracle

Network: Any = reference("neural-network").SimpleNeuralNetwork

SIZES = st.tuples(st.integers(1, 6), st.integers(1, 3), st.integers(1, 4))
VALUES = st.sampled_from([0.0, 1.0, -1.0]) | st.floats(-3, 3)


def test_the_oracle_passes_every_case() -> None:
    """A network that is trained by imaginary steps, without backpropagation, is accepted."""
    assert rejections("neural-network", oracle, once=["learns"]) == []


def twins(d: int, h: int, lr: float, parameters: Any = None) -> tuple[Any, Any]:
    """A reference network and an oracle with the same parameters."""
    net, other = Network(d, h, lr), oracle.SimpleNeuralNetwork(d, h, lr)
    for name in oracle.NAMES:
        if parameters is not None:
            setattr(net, name, parameters[name].copy())
        setattr(other, name, getattr(net, name).copy())
    return net, other


def assert_alike(net: Any, other: Any, rtol: float = 1e-9) -> None:
    """Both networks have the same parameters."""
    for name in oracle.NAMES:
        np.testing.assert_allclose(getattr(net, name), getattr(other, name), rtol=rtol, atol=1e-10, err_msg=name)


@settings(max_examples=50)
@given(data=st.data(), sizes=SIZES, lr=st.floats(0.0, 1.0))
def test_an_update_is_that_of_the_slopes(data: Any, sizes: tuple[int, int, int], lr: float) -> None:
    """Forward, loss, one update and labels are the oracle's, for any parameters and any labels."""
    n, d, h = sizes
    X = data.draw(arrays(float, (n, d), elements=VALUES))
    y = data.draw(arrays(int, data.draw(st.sampled_from([(n,), (n, 1)])), elements=st.integers(0, 1)))
    shapes = {"W1": (d, h), "b1": (h,), "W2": (h, 1), "b2": (1,)}
    parameters = {name: data.draw(arrays(float, shape, elements=VALUES)) for name, shape in shapes.items()}
    assume((np.abs(X @ parameters["W1"] + parameters["b1"]) > 1e-9).all())  # at a kink either slope is right
    net, other = twins(d, h, lr, parameters)
    kept = X.copy(), y.copy()
    np.testing.assert_allclose(net.forward(X), other.forward(X), rtol=1e-9, atol=1e-12)
    sure = np.abs(other.forward(X)[:, 0] - 0.5) > 1e-9
    assert np.array_equal(net.predict(X)[sure], other.predict(X)[sure])
    p = np.clip(other.forward(X), 1e-12, 1 - 1e-12)
    rounding = 1e-15 / np.minimum(p, 1 - p).min()  # what is left of 1 - p where p is nearly 1
    np.testing.assert_allclose(net.train(X, y, 1), other.train(X, y, 1), rtol=1e-9, atol=1e-11 + rounding)
    assert_alike(net, other)
    assert np.array_equal(X, kept[0])
    assert np.array_equal(y, kept[1])


@pytest.mark.parametrize("seed", range(5))
def test_training_is_that_of_the_slopes(seed: int) -> None:
    """Thirty updates follow the oracle's path, loss by loss."""
    rng = np.random.default_rng(seed)
    X, y = rng.normal(size=(15, 3)), rng.integers(0, 2, size=15)
    net, other = twins(3, 5, 0.3)
    np.testing.assert_allclose(net.train(X, y, 30), other.train(X, y, 30), rtol=1e-8)
    assert_alike(net, other, rtol=1e-7)


@pytest.mark.filterwarnings("error::RuntimeWarning")
def test_extreme_inputs_stay_finite() -> None:
    """Probabilities are SciPy's expit of the logits, and losses finite, at any scale."""
    from scipy.special import expit  # type: ignore[import-untyped]

    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(20, 3)), rng.integers(0, 2, size=20)
    for scale in (1e-300, 1.0, 1e3, 1e8):
        net, _ = twins(3, 6, 0.0)
        z = np.maximum(X * scale @ net.W1, 0) @ net.W2
        np.testing.assert_allclose(net.forward(X * scale), expit(z), rtol=1e-9, atol=1e-300)
        assert np.isfinite(net.train(X * scale, y, 2)).all()


@pytest.mark.parametrize("seed", range(4))
def test_scikit_learn_trains_the_same_network(seed: int) -> None:
    """From the same weights, scikit-learn's MLPClassifier with plain full-batch descent walks the same path."""
    from sklearn.metrics import log_loss  # type: ignore[import-untyped]
    from sklearn.neural_network import MLPClassifier  # type: ignore[import-untyped]

    rng = np.random.default_rng(seed)
    X, y = rng.normal(size=(20, 3)), np.arange(20) % 2
    net, _ = twins(3, 6, 0.2)
    options = {"solver": "sgd", "alpha": 0.0, "momentum": 0.0, "shuffle": False, "batch_size": 20}
    theirs = MLPClassifier((6,), learning_rate_init=0.2, **options).partial_fit(X, y, classes=[0, 1])
    for kept, array in zip((*theirs.coefs_, *theirs.intercepts_), (net.W1, net.W2, net.b1, net.b2), strict=True):
        kept[...] = array  # in place, since its optimizer holds these very arrays
    for _ in range(15):
        chances = net.forward(X)[:, 0]
        np.testing.assert_allclose(chances, theirs.predict_proba(X)[:, 1], rtol=1e-9)
        (loss,) = net.train(X, y, 1)
        theirs.partial_fit(X, y)
        assert loss == pytest.approx(theirs.loss_, rel=1e-9)
        assert loss == pytest.approx(log_loss(y, chances), rel=1e-9)
    found = np.concatenate([array.ravel() for array in (net.W1, net.W2, net.b1, net.b2)])
    wanted = np.concatenate([array.ravel() for array in (*theirs.coefs_, *theirs.intercepts_)])
    np.testing.assert_allclose(found, wanted, rtol=1e-7, atol=1e-10)
    assert np.array_equal(net.predict(X), theirs.predict(X))
