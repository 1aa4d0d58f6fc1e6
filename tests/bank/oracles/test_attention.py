"""The reference of attention against one query at a time in plain Python, and SciPy's softmax and logsumexp."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from tests.bank.oracles.judged import reference, rejections
from tests.bank.oracles.solutions import attention as oracle

attend: Any = reference("attention").scaled_dot_product_attention

SIZE = st.integers(1, 4)
ANY_VALUE = st.sampled_from([0.0, 1.0, -1.0]) | st.floats(-10, 10)
HUGE = st.sampled_from([0.0, 1.0, -1.0]) | st.floats(-1e150, 1e150) | st.floats(-1e3, 1e3)


def test_the_oracle_passes_every_case() -> None:
    """Weights as one over a sum of ratios, one query at a time, are accepted."""
    assert rejections("attention", oracle) == []


def inputs(data: Any, values: Any, d: int) -> tuple[Any, Any, Any, Any]:
    """Queries, keys, values, and a mask that is broadcast and may forbid everything, or none."""
    batch = data.draw(array_shapes(min_dims=0, max_dims=2, max_side=2))
    n_q, n_k, d_v = data.draw(st.tuples(SIZE, SIZE, SIZE))
    Q, K = (data.draw(arrays(float, (*batch, n, d), elements=values)) for n in (n_q, n_k))
    V = data.draw(arrays(float, (*batch, n_k, d_v), elements=ANY_VALUE))
    shape = (*batch, n_q, n_k)[data.draw(st.integers(0, len(batch) + 1)) :]
    shape = tuple(data.draw(st.sampled_from([1, side])) for side in shape)
    return Q, K, V, data.draw(st.none() | arrays(bool, shape))


def check(Q: Any, K: Any, V: Any, mask: Any) -> None:
    """Reference and oracle agree, and the weights of a query sum to one, or to zero where it may attend to nothing."""
    output, weights = attend(Q, K, V, mask)
    wanted_output, wanted_weights = oracle.scaled_dot_product_attention(Q, K, V, mask)
    np.testing.assert_allclose(weights, wanted_weights, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(output, wanted_output, rtol=1e-9, atol=1e-11)
    reached = np.broadcast_to(True if mask is None else mask, weights.shape).any(axis=-1)
    np.testing.assert_allclose(weights.sum(axis=-1), reached, rtol=1e-12)


@given(data=st.data(), d=SIZE)
def test_reference_and_oracle_agree(data: Any, d: int) -> None:
    """With any batch axes, broadcast masks and queries that may attend to nothing, nothing is modified."""
    arguments = inputs(data, ANY_VALUE, d)
    kept = copy.deepcopy(arguments)
    check(*arguments)
    np.testing.assert_equal(arguments, kept)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@given(data=st.data())
def test_they_agree_at_any_size(data: Any) -> None:
    """With scores up to 1e300 too; of one feature each, so that a score is one product, and rounded in one way."""
    check(*inputs(data, HUGE, 1))


@pytest.mark.parametrize("seed", range(10))
def test_scipy_gives_the_same_weights(seed: int) -> None:
    """The weights are SciPy's softmax of the allowed scores, their logarithms those that its logsumexp gives."""
    from scipy.special import logsumexp, softmax  # type: ignore[import-untyped]

    rng = np.random.default_rng(seed)
    Q, K, V = rng.normal(size=(2, 3, 5, 8)) * 4, rng.normal(size=(2, 3, 7, 8)) * 4, rng.normal(size=(2, 3, 7, 2))
    mask = rng.random(size=(3, 5, 7)) < 0.4
    mask[..., seed % 7] = True
    output, weights = attend(Q, K, V, mask)
    scores = np.einsum("abqd,abkd->abqk", Q, K) / np.sqrt(8)
    np.testing.assert_allclose(weights, softmax(np.where(mask, scores, -np.inf), axis=-1), rtol=1e-10, atol=1e-300)
    logs = scores - logsumexp(scores, axis=-1, b=np.broadcast_to(mask, scores.shape), keepdims=True)
    allowed = np.broadcast_to(mask, scores.shape)
    np.testing.assert_allclose(np.log(weights[allowed]), logs[allowed], rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(output, np.einsum("abqk,abkv->abqv", weights, V), rtol=1e-9, atol=1e-13)
