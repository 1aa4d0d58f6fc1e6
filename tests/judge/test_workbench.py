"""Visible examples: a value is what was written in the problem, and a difference is said in its own terms."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from mockml.judge.candidate import CaseEnded
from mockml.judge.workbench import same_data

RAGGED = [[1.0], [2.0, 3.0]]


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        ([True, False], [True, False]),
        ([np.bool_(True), 0], [True, False]),
        (np.array([1.0, 0.0]), [True, False]),
        ((1.00001, True), [1.0, True]),
        (RAGGED, RAGGED),
        (("a", None), ["a", None]),
        ({"a": [1, 2]}, {"a": [1.0, 2.0]}),
        (np.True_, True),
    ],
)
def test_the_same_in_other_types_is_right(actual: Any, expected: Any) -> None:
    """Numbers of any dtype, arrays and tuples are what a list in the problem says."""
    same_data(actual, expected)


@pytest.mark.parametrize(
    ("actual", "expected", "words"),
    [
        ([True, True], [True, False], "result: expected [True, False], got [True, True]"),
        ([True, 2], [True, False], "result: expected [True, False], got [1, 2]"),
        (False, True, "expected True, got False"),
        ([True], [True, False], "result: expected shape (2,), got (1,)"),
        ([1, 3], [1, 2], "result: expected [1, 2], got [1, 3]"),
        ("b", "a", "expected 'a', got a str"),
        (np.array(["a"]), "a", "expected 'a', got an array of shape (1,)"),
        (None, "a", "expected 'a', got None"),
    ],
)
def test_a_difference_is_said_as_the_example_is_written(actual: Any, expected: Any, words: str) -> None:
    """Truth values are shown as True and False, numbers as numbers, and another type by its name."""
    with pytest.raises(CaseEnded) as ended:
        same_data(actual, expected)
    assert ended.value.message == words
