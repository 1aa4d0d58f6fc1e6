"""The global seed and np.random.choice without replacement; a named tuple of index arrays."""

from typing import NamedTuple

import numpy as np


class Split(NamedTuple):
    train: np.ndarray
    test: np.ndarray


def stratified_holdout(y, test_ratio=0.2, seed=0):
    np.random.seed(seed)
    labels, taken = np.array(y), [np.zeros(0, dtype=int)]
    for name in sorted(set(labels.tolist())):
        where = np.nonzero(labels == name)[0]
        count = 0 if where.size < 2 else int(np.floor(test_ratio * where.size + 0.5))
        taken.append(np.random.choice(where, size=count, replace=False))
    test = np.concatenate(taken)
    return Split(np.setdiff1d(np.arange(labels.size), test), test)
