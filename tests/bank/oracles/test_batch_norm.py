"""The reference of batch-norm against features in plain loops, imaginary steps, finite differences and scikit-learn."""

from __future__ import annotations

import copy
import statistics
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from tests.bank.oracles.judged import reference, rejections
from tests.bank.oracles.solutions import batch_norm as oracle

module: Any = reference("batch-norm")
Floats = NDArray[np.float64]

SHAPES = st.tuples(st.integers(1, 7), st.integers(1, 4))
VALUES = st.sampled_from([0.0, 2.5]) | st.floats(-10, 10)
SHARES = st.sampled_from([0.0, 0.9, 1.0]) | st.floats(0, 1)
SMALL = st.sampled_from([1e-5, 1e-3, 1.0])


def test_the_oracle_passes_every_case() -> None:
    """Features in loops, and slopes by imaginary steps, are accepted."""
    assert rejections("batch-norm", oracle) == []


@given(data=st.data(), shape=SHAPES, momentum=SHARES, eps=SMALL, training=st.booleans())
def test_reference_and_oracle_agree(
    data: Any, shape: tuple[int, int], momentum: float, eps: float, training: bool
) -> None:
    """Outputs, running statistics and gradients are the same, for single rows and constant features too."""
    x, dout = (data.draw(arrays(float, shape, elements=VALUES)) for _ in range(2))
    gamma, beta, mean = (data.draw(arrays(float, shape[1], elements=VALUES)) for _ in range(3))
    var = data.draw(arrays(float, shape[1], elements=st.floats(0, 10)))
    args, options = (x, gamma, beta, mean, var), (momentum, eps, training)
    kept = copy.deepcopy((args, dout))
    out, cache, *running = module.batchnorm_forward(*args, *options)
    wanted, other, *wanted_running = oracle.batchnorm_forward(*args, *options)
    np.testing.assert_allclose(out, wanted, rtol=1e-9, atol=1e-8)
    np.testing.assert_allclose(running, wanted_running, rtol=1e-12, atol=1e-13)
    if training:
        pairs = zip(module.batchnorm_backward(dout, cache), oracle.batchnorm_backward(dout, other), strict=True)
        for found, slopes in pairs:
            # Sums of up to seven products of 10, 10 and 10, over a root of eps, and what is left of them.
            np.testing.assert_allclose(found, slopes, rtol=1e-8, atol=1e-12 * 7000 / eps)
    np.testing.assert_equal((args, dout), kept)


def draw(seed: int, n: int = 8, d: int = 3) -> tuple[Floats, ...]:
    """A batch, gamma, beta, running statistics and an upstream gradient."""
    rng = np.random.default_rng(seed)
    x = rng.normal(3.0, 2.0, size=(n, d))
    return (
        x,
        rng.normal(size=d),
        rng.normal(size=d),
        rng.normal(size=d),
        rng.uniform(1, 2, size=d),
        rng.normal(size=(n, d)),
    )


@pytest.mark.parametrize("seed", range(8))
def test_the_gradients_are_finite_differences(seed: int) -> None:
    """SciPy's finite differences of sum(dout * out) give all three gradients."""
    from scipy.optimize import approx_fprime  # type: ignore[import-untyped]

    x, gamma, beta, mean, var, dout = draw(seed)

    def value(flat: Floats) -> float:
        moved, scale, shift = flat[:24].reshape(8, 3), flat[24:27], flat[27:]
        return float((dout * module.batchnorm_forward(moved, scale, shift, mean, var)[0]).sum())

    slopes = approx_fprime(np.concatenate([x.ravel(), gamma, beta]), value, 1e-7)
    dx, dgamma, dbeta = module.batchnorm_backward(dout, module.batchnorm_forward(x, gamma, beta, mean, var)[1])
    np.testing.assert_allclose(np.concatenate([dx.ravel(), dgamma, dbeta]), slopes, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("seed", range(5))
def test_the_statistics_are_scikit_learns_and_pythons(seed: int) -> None:
    """With no memory, the running statistics are those of a StandardScaler; with a tiny eps, so is the output."""
    from sklearn.preprocessing import StandardScaler  # type: ignore[import-untyped]

    x, gamma, beta, mean, var, _ = draw(seed, n=25)
    out, _, new_mean, new_var = module.batchnorm_forward(x, gamma, beta, mean, var, momentum=0.0, eps=1e-14)
    scaler = StandardScaler().fit(x)
    np.testing.assert_allclose(new_mean, scaler.mean_, rtol=1e-12)
    np.testing.assert_allclose(new_var, scaler.var_, rtol=1e-12)
    np.testing.assert_allclose(out, gamma * scaler.transform(x) + beta, rtol=1e-10, atol=1e-12)
    assert new_mean == pytest.approx([statistics.fmean(column) for column in x.T.tolist()], rel=1e-12)
    assert new_var == pytest.approx([statistics.pvariance(column) for column in x.T.tolist()], rel=1e-12)
    later = module.batchnorm_forward(x[:1], gamma, beta, scaler.mean_, scaler.var_, eps=1e-14, training=False)[0]
    np.testing.assert_allclose(later, out[:1], rtol=1e-10, atol=1e-12)
