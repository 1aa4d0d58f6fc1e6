"""The reference of feature-pipeline against loops over plain lists, and against scikit-learn's transformers."""

from __future__ import annotations

import math
import statistics
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mockml.bank.library import content_root
from mockml.judge.case import load_module

pd: Any = pytest.importorskip("pandas")
reference: Any = load_module(content_root() / "problems" / "feature-pipeline", "reference")

NUMERICAL = ["size", "age"]  # in another order than in the table
CATEGORICAL = ["plan", "city"]
NUMBERS = st.none() | st.integers(-50, 50).map(lambda number: number / 4)
WORDS = st.sampled_from([None, "a", "b", "B", "10", "9", "zebra"])
ROWS = st.lists(st.fixed_dictionaries({"age": NUMBERS, "city": WORDS, "size": NUMBERS, "plan": WORDS}), max_size=12)
Row = dict[str, Any]
# Training has two rows and each column a value; the first two rows see to it.
FIRST = [{"age": 1.0, "city": "b", "size": -2.5, "plan": "9"}, {"age": 4.0, "city": "zebra", "size": -2.5, "plan": "9"}]
ANYTHING = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def table(rows: list[Row]) -> Any:
    """The rows as a data frame, with labels that repeat and a target."""
    columns = {name: [row[name] for row in rows] for name in FIRST[0]}
    frame = pd.DataFrame({name: pd.Series(column, dtype=object) for name, column in columns.items()})
    frame = frame.astype(dict.fromkeys(NUMERICAL, float))
    frame["left"] = np.arange(len(rows)) % 3 / 2
    frame.index = [i // 2 for i in range(len(rows))]
    return frame


def number_column(train: list[Any]) -> Callable[[Any], list[float]]:
    """What becomes of a number, by the training column."""
    median = statistics.median([value for value in train if value is not None])
    filled = [median if value is None else value for value in train]
    mean = math.fsum(filled) / len(filled)
    deviation = math.sqrt(math.fsum((value - mean) ** 2 for value in filled) / len(filled))
    if min(filled) == max(filled):
        deviation = 1.0
    return lambda value: [((median if value is None else value) - mean) / deviation]


def category_column(train: list[Any]) -> Callable[[Any], list[float]]:
    """What becomes of a category, by the training column."""
    there = [value for value in train if value is not None]
    most = max(there.count(value) for value in there)
    mode = min(value for value in there if there.count(value) == most)
    known = sorted(set(there))[1:]
    return lambda value: [float((mode if value is None else value) == one) for one in known]


def by_loops(train: list[Row], rows: list[Row]) -> list[list[float]]:
    """X of some rows, one value at a time."""
    steps = [(name, number_column([row[name] for row in train])) for name in NUMERICAL]
    steps += [(name, category_column([row[name] for row in train])) for name in CATEGORICAL]
    return [[number for name, step in steps for number in step(row[name])] for row in rows]


def both(train: list[Row], new: list[Row]) -> tuple[Any, Any]:
    """X of the training rows and of the new ones, by the reference, which leaves its frames alone."""
    frame, later = table(train), table(new).drop(columns="left")
    copies = frame.copy(), later.copy()
    X, y, config = reference.build_feature_pipeline(frame, "left", CATEGORICAL, NUMERICAL)
    X_new = reference.apply_feature_pipeline(later, config)
    pd.testing.assert_frame_equal(frame, copies[0])
    pd.testing.assert_frame_equal(later, copies[1])
    np.testing.assert_array_equal(y, frame["left"])
    return X, X_new


@given(more=ROWS, new=ROWS)
@ANYTHING
def test_it_is_what_loops_make(more: list[Row], new: list[Row]) -> None:
    """Gaps, ties, constants, unseen categories and single ones come out as written out value by value."""
    train = [*FIRST, *more]
    X, X_new = both(train, new)
    width = X.shape[1]
    np.testing.assert_allclose(X, by_loops(train, train), rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(X_new, np.reshape(by_loops(train, new), (len(new), width)), rtol=1e-9, atol=1e-12)


@given(more=ROWS, new=ROWS)
@ANYTHING  # the first example imports scikit-learn
def test_it_is_what_scikit_learn_makes(more: list[Row], new: list[Row]) -> None:
    """A ColumnTransformer of imputers, a scaler and an encoder that drops the first gives the same matrices."""
    from sklearn.compose import ColumnTransformer  # type: ignore[import-untyped]
    from sklearn.impute import SimpleImputer  # type: ignore[import-untyped]
    from sklearn.pipeline import make_pipeline  # type: ignore[import-untyped]
    from sklearn.preprocessing import OneHotEncoder, StandardScaler  # type: ignore[import-untyped]

    train = [*FIRST, *more]
    encode = OneHotEncoder(drop="first", handle_unknown="ignore", sparse_output=False)
    # A tie for the mode takes the smallest there as well.
    fill = SimpleImputer(strategy="most_frequent", missing_values=None)
    theirs = ColumnTransformer(
        [
            ("numbers", make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), NUMERICAL),
            ("categories", make_pipeline(fill, encode), CATEGORICAL),
        ]
    )
    X, X_new = both(train, new)
    np.testing.assert_allclose(X, theirs.fit_transform(table(train)), rtol=1e-9, atol=1e-12)
    if new:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that a category is unknown
            np.testing.assert_allclose(X_new, theirs.transform(table(new)), rtol=1e-9, atol=1e-12)


def test_a_table_by_hand() -> None:
    """Ages 20, 40, none and 30 have a median of 30, a mean of 30 and a variance of 50; `pro` is the mode and second."""
    frame = pd.DataFrame({"age": [20.0, 40.0, None, 30.0], "plan": ["pro", "free", "pro", None], "left": [0, 1, 0, 1]})
    X, y, config = reference.build_feature_pipeline(frame, "left", ["plan"], ["age"])
    step = 10 / math.sqrt(50)
    np.testing.assert_allclose(X, [[-step, 1.0], [step, 0.0], [0.0, 1.0], [0.0, 1.0]], atol=1e-12)
    assert y.tolist() == [0, 1, 0, 1]
    later = pd.DataFrame({"plan": ["new", None], "age": [None, 50.0]}, index=["x", "x"])
    np.testing.assert_allclose(
        reference.apply_feature_pipeline(later, config), [[0.0, 0.0], [2 * step, 1.0]], atol=1e-12
    )


def test_equal_numbers_whose_computed_deviation_is_not_zero() -> None:
    """A column of 0.1 in every row is all zeros but for rounding, and another value in a new row is finite."""
    frame = pd.DataFrame({"age": [0.1] * 6, "plan": ["a", "b"] * 3, "left": [0, 1] * 3})
    assert frame["age"].to_numpy().std() != 0
    X, _, config = reference.build_feature_pipeline(frame, "left", ["plan"], ["age"])
    np.testing.assert_allclose(X[:, 0], 0, atol=1e-12)
    later = pd.DataFrame({"age": [5.0], "plan": ["a"]})
    assert abs(reference.apply_feature_pipeline(later, config)[0, 0]) < 10
