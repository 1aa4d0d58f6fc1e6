"""Inverse of the cumulated weights; the old generator; the dtype of the input returned."""

import numpy as np


def seed_centroids(X, k, seed):
    X = np.asarray(X)
    data = X.astype(float)
    rng = np.random.RandomState(seed % 2**32)
    idx = np.empty(k, int)
    idx[0] = rng.randint(len(X))
    d2 = np.full(len(X), np.inf)
    for j in range(1, k):
        d2 = np.minimum(d2, np.linalg.norm(data - data[idx[j - 1]], axis=1) ** 2)
        total = np.cumsum(d2)
        idx[j] = np.searchsorted(total, rng.random_sample() * total[-1], side="right") if total[-1] > 0 else 0
    return X[idx]
