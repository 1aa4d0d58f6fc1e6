"""What cases say: garbage is refused in words, right values pass, NaN never does."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from mockml.judge import expect
from mockml.judge.candidate import CaseEnded

GARBAGE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3) | st.complex_numbers(),
    lambda inner: st.lists(inner, max_size=3) | st.tuples(inner) | st.dictionaries(st.integers(), inner, max_size=2),
    max_leaves=6,
) | hnp.arrays(hnp.scalar_dtypes() | st.just(np.dtype(object)), hnp.array_shapes(min_dims=0, max_dims=2, max_side=3))


@given(GARBAGE, st.sampled_from(["float", "whole", "index", "label"]))
def test_garbage_ends_the_case_and_nothing_else(value: Any, kind: expect.Kind) -> None:
    """Whatever comes back, asking for an array gives an array or ends the case in words."""
    try:
        found = expect.array(value, "result", kind=kind)
    except CaseEnded as ended:
        assert ended.outcome in ("failed", "invalid")
        assert len(ended.message) < 300
    else:
        assert isinstance(found, np.ndarray)


@pytest.mark.parametrize(
    ("value", "shape", "kind", "words"),
    [
        (np.zeros((300, 1)), (300,), "float", "labels: expected shape (300,), got (300, 1)"),
        (np.zeros((3, 2)), (None, 3), "float", "labels: expected shape (any, 3), got (3, 2)"),
        ([1.0, np.inf], (2,), "float", "labels: expected finite numbers, got inf in 1 of 2 places"),
        ([np.nan], (1,), "float", "labels: expected a finite number, got nan"),
        ([1.5, 2.0], (2,), "whole", "labels: expected whole numbers, got 1.5"),
        ([1.0, 2.0], (2,), "index", "labels: expected integers to index with, got dtype float64"),
        ([[1], [1, 2]], None, "float", "labels: expected an array, got a list with rows of different lengths"),
        (["a"], None, "float", "labels: expected real numbers, got text"),
        (None, None, "float", "labels: expected an array, got None"),
        ([1e300], None, "whole", "labels: got numbers too large to be counts or labels"),
    ],
)
def test_failures_speak_the_candidates_terms(value: Any, shape: Any, kind: Any, words: str) -> None:
    """A failure says what was expected and what was got."""
    with pytest.raises(CaseEnded) as ended:
        expect.array(value, "labels", shape=shape, kind=kind)
    assert ended.value.message == words


def test_any_style_of_right_answer_is_taken() -> None:
    """Lists, lists of arrays, float labels, float32 and booleans are numbers like any other."""
    assert expect.array([[1, 2], [3, 4]], "x", shape=(2, 2)).dtype == np.float64
    assert expect.array([np.ones(2), np.zeros(2)], "x").shape == (2, 2)
    assert expect.array(np.array([0.0, 1.0]), "x", kind="whole").tolist() == [0, 1]
    assert expect.array(np.array([1, 2], dtype=object), "x").tolist() == [1.0, 2.0]
    assert expect.array(np.array([True, False]), "x", kind="whole").tolist() == [1, 0]
    assert expect.array([], "x", kind="index").tolist() == []
    assert expect.scalar(np.array([[2.0]]), "x") == 2.0
    assert expect.returns([1, 2], "a", "b") == (1, 2)


@given(hnp.arrays(np.float64, 3, elements=st.integers(-(10**6), 10**6)), st.floats(0.0, 0.5))
def test_close_is_relative_to_the_scale(values: Any, share: float) -> None:
    """A difference below the tolerance passes, one of twice the tolerance does not."""
    scale = float(np.abs(values).max()) or 1.0
    expect.close(values + share * 1e-6 * scale, values, "x", scale=scale)
    with pytest.raises(CaseEnded):
        expect.close(values + np.array([2e-6 * scale, 0, 0]), values, "x", scale=scale)


@pytest.mark.parametrize("wrong", [np.nan, np.inf, 2.0])
def test_nan_is_never_close(wrong: float) -> None:
    """NaN equals nothing, not even NaN; infinity is not close to a number."""
    with pytest.raises(CaseEnded):
        expect.close([wrong], [1.0], "x")
    with pytest.raises(CaseEnded):
        expect.close([np.nan], [np.nan], "x")
    with pytest.raises(CaseEnded):
        expect.equal([wrong], [1.0], "x")


def test_a_difference_shows_few_numbers() -> None:
    """A failure on large data names one place and not the data."""
    with pytest.raises(CaseEnded) as ended:
        expect.close(np.zeros(1000), np.ones(1000), "x", hint="Mind the sign")
    assert ended.value.message == "x: 1000 of 1000 values differ; at [0] expected 1, got 0. Mind the sign"
    with pytest.raises(CaseEnded) as ended:
        expect.equal([[1, 2], [3, 4]], [[1, 0], [3, 4]], "counts")
    assert ended.value.message == "counts: expected [[1, 0], [3, 4]], got [[1, 2], [3, 4]]"
    with pytest.raises(CaseEnded) as ended:
        expect.close([1e6 + 0.01] * 2, [1e6] * 2, "x", scale=1.0)
    assert "expected 1000000, got 1000000.01" in ended.value.message
