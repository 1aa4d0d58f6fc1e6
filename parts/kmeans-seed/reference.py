"""Seeding by k-means++ (Arthur and Vassilvitskii, "k-means++: the advantages of careful seeding", 2007)."""

import numpy as np


def seed_centroids(X, k, seed):
    X = np.asarray(X, dtype=float)  # (n, d)
    rng = np.random.default_rng(seed)
    chosen = [rng.integers(len(X))]
    while len(chosen) < k:
        offsets = X[:, None, :] - X[chosen]  # (n, m, d)
        weights = np.sum(offsets**2, axis=2).min(axis=1)  # (n,)
        if not weights.any():
            weights = np.ones(len(X))
        chosen.append(rng.choice(len(X), p=weights / weights.sum()))
    return X[chosen]  # (k, d)
