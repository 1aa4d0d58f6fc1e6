"""No loop over classes: one shuffled stable sort, ranks within each class, and a threshold that rounds up."""

import numpy as np


def stratified_holdout(y, test_ratio=0.2, seed=0):
    _, codes, sizes = np.unique(np.array(y), return_inverse=True, return_counts=True)
    order = np.random.RandomState(seed).permutation(len(codes))
    order = order[np.argsort(codes[order], kind="stable")]
    rank = np.arange(len(order)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    wanted = np.ceil(test_ratio * sizes - 1e-9) * (sizes > 1)
    out = rank < np.repeat(wanted, sizes)
    return [order[~out], order[out]]
