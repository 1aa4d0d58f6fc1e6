"""Judges of three problems, kept warm for all tests of the diagnosis."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mockml.bank.judging import open_judge
from mockml.bank.library import Bank
from mockml.bank.spec import Problem
from mockml.judge.service import Judge


@pytest.fixture(scope="session")
def regression() -> Problem:
    """The linear regression as it ships."""
    return Bank().problem("linear-regression-gd")


@pytest.fixture(scope="package")
def regression_judge(regression: Problem) -> Iterator[Judge]:
    """The judge of the linear regression."""
    with open_judge(regression) as judge:
        yield judge


@pytest.fixture(scope="session")
def metrics() -> Problem:
    """The classification metrics as they ship."""
    return Bank().problem("classification-metrics")


@pytest.fixture(scope="package")
def metrics_judge(metrics: Problem) -> Iterator[Judge]:
    """The judge of the classification metrics."""
    with open_judge(metrics) as judge:
        yield judge


@pytest.fixture(scope="package")
def kmeans_judge(kmeans: Problem) -> Iterator[Judge]:
    """The judge of k-means; a case may take a second, so that what hangs is soon over."""
    with open_judge(kmeans, timeout=1.0) as judge:
        yield judge
