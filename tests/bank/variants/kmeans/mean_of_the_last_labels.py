# mockml: kmeans
"""Labels once more after the loop, and the centroids are then made the means of just these."""

import numpy as np


def nearest(X, C):
    return np.linalg.norm(X[:, None] - C[None], axis=2).argmin(axis=1)


def means(X, labels, C, rng):
    made = np.empty_like(C)
    for j in range(len(C)):
        inside = X[labels == j]
        made[j] = inside.mean(axis=0) if len(inside) else X[rng.choice(len(X))]
    return made


def kmeans(X, k, max_iters=100, tol=1e-4):
    X = np.array(X, dtype=np.float64)
    rng = np.random.default_rng()
    C = X[rng.permutation(len(X))[:k]]
    for _ in range(max_iters):
        previous, C = C, means(X, nearest(X, C), C, rng)
        if np.sqrt(((C - previous) ** 2).sum(axis=1)).max() < tol:
            break
    labels = nearest(X, C)
    return means(X, labels, C, rng), labels
