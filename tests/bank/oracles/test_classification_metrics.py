"""The reference of classification-metrics against exact counting, every pair one by one, scikit-learn and SciPy."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bank.oracles.judged import reference, rejections
from tests.bank.oracles.solutions import classification_metrics as oracle

module: Any = reference("classification-metrics")

BINARY = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1)), max_size=12)
SCORES = st.sampled_from([0.0, -0.0, 0.5, 0.5 + 1e-16, 1.0]) | st.floats(allow_nan=False, allow_infinity=False)
SCORED = st.lists(st.tuples(st.integers(0, 1), SCORES), max_size=12)
LABELS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=15)
DTYPES = [int, float, bool, np.float32, np.int32]


def test_the_oracle_passes_every_case() -> None:
    """Counters, fractions and a sweep over the scores are accepted."""
    assert rejections("classification-metrics", oracle) == []


def columns(pairs: list[tuple[Any, Any]]) -> tuple[list[Any], list[Any]]:
    """The first parts, and the second."""
    return [one for one, _ in pairs], [other for _, other in pairs]


@given(pairs=LABELS, more=st.integers(0, 2), dtype=st.sampled_from([int, float, np.float32]))
def test_every_cell_counts_its_pairs(pairs: list[tuple[int, int]], more: int, dtype: Any) -> None:
    """The matrix is that of counting, of any size and for no samples at all."""
    truth, predicted = columns(pairs)
    found = module.confusion_matrix(np.array(truth, dtype), np.array(predicted, dtype), 4 + more)
    assert found.tolist() == oracle.confusion_matrix(truth, predicted, 4 + more)
    assert found.dtype.kind == "i"


@given(pairs=BINARY, dtype=st.sampled_from(DTYPES))
def test_rates_are_those_of_fractions(pairs: list[tuple[int, int]], dtype: Any) -> None:
    """Precision, recall and F1 are exact to the last digits, with zeros where there is nothing to divide."""
    truth, predicted = columns(pairs)
    found = module.precision_recall_f1(np.array(truth, dtype), np.array(predicted, dtype))
    assert found == pytest.approx(oracle.precision_recall_f1(truth, predicted), rel=1e-14)


@given(pairs=SCORED)
def test_the_area_counts_every_pair(pairs: list[tuple[int, float]]) -> None:
    """The area is the share of pairs won, ties as halves; with one class only it is a ValueError."""
    truth, scores = columns(pairs)
    duels = [(p, q) for label, p in pairs if label for other, q in pairs if not other]
    if not duels:
        for function in (module.roc_auc, oracle.roc_auc):
            with pytest.raises(ValueError, match="both classes"):
                function(truth, scores)
        return
    wanted = Fraction(sum((p > q) * 2 + (p == q) for p, q in duels), 2 * len(duels))
    assert module.roc_auc(truth, scores) == pytest.approx(float(wanted), rel=1e-14)
    assert oracle.roc_auc(truth, scores) == float(wanted)


@pytest.mark.parametrize("seed", range(10))
def test_scikit_learn_and_scipy_compute_the_same(seed: int) -> None:
    """confusion_matrix, precision, recall, f1_score and roc_auc_score agree, and so does Mann and Whitney's U."""
    from scipy.stats import mannwhitneyu  # type: ignore[import-untyped]
    from sklearn import metrics  # type: ignore[import-untyped]

    rng = np.random.default_rng(seed)
    truth, predicted = rng.integers(0, 4, size=(2, 60))
    theirs = metrics.confusion_matrix(truth, predicted, labels=range(5))
    assert np.array_equal(module.confusion_matrix(truth, predicted, 5), theirs)
    y, p = (truth > 1).astype(int), (predicted > seed % 4).astype(int)  # at 3 nothing is predicted
    precision, recall, f1, _ = metrics.precision_recall_fscore_support(y, p, average="binary", zero_division=0)
    assert module.precision_recall_f1(y, p) == pytest.approx((precision, recall, f1), rel=1e-12)
    assert module.precision_recall_f1(y, p)[2] == pytest.approx(metrics.f1_score(y, p, zero_division=0), rel=1e-12)
    scores = np.round(rng.normal(size=60) + y, seed % 3)
    area = module.roc_auc(y, scores)
    assert area == pytest.approx(metrics.roc_auc_score(y, scores), rel=1e-12)
    wins = mannwhitneyu(scores[y == 1], scores[y == 0], method="asymptotic").statistic
    assert area == pytest.approx(wins / ((y == 1).sum() * (y == 0).sum()), rel=1e-12)
