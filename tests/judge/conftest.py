"""A tiny problem for the judge: add two arrays, keep an object."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mockml.judge.process import Limits
from mockml.judge.service import Judge

# Memory is kept small: touching a gigabyte for the first time takes some machines seconds.
LIMITS = Limits(seconds=2.0, memory=256 << 20)
CASES = """
import numpy as np

from mockml.judge import expect
from mockml.judge.case import case


@case("adds", tag="core")
def adds(candidate, rng):
    x = rng.normal(size=5)
    total = expect.array(expect.unmodified(candidate.add, x, 1.0), "sum", shape=(5,))
    expect.close(total, x + 1.0, "sum")


@case("keeps an object", tag="contract", clarifies="objects")
def keeps(candidate, rng):
    store = candidate.Store(2)
    store.put(np.arange(3.0))
    expect.equal(expect.array(store.kept, "kept"), [0.0, 1.0, 2.0], "kept")
    store.kept = np.ones(4)
    expect.close(expect.scalar(store.total(), "total"), 8.0, "total")
"""
GOOD = """
import numpy as np


def add(x, y):
    return x + y


class Store:
    def __init__(self, factor):
        self.factor = factor

    def put(self, values):
        self.kept = values
        return self

    def total(self):
        return self.factor * self.kept.sum()
"""


@pytest.fixture(scope="session")
def toy_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the cases."""
    folder = tmp_path_factory.mktemp("toy")
    (folder / "cases.py").write_text(CASES)
    return folder


@pytest.fixture(scope="module")
def judge(toy_folder: Path) -> Iterator[Judge]:
    """A warm judge of the tiny problem, with two seconds for a case."""
    forbids = ["json.tool", "numpy.linalg.lstsq"]
    with Judge("toy", toy_folder, requires=["numpy"], forbids=forbids, limits=LIMITS) as judge:
        yield judge
