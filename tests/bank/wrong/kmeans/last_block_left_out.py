"""Labels the rows in blocks of a thousand, and leaves out the last block where it is not full."""

import numpy as np


def kmeans(X, k, max_iters=100, tol=1e-4):
    X = np.array(X, dtype=float)
    rng = np.random.default_rng()
    centroids = X[rng.choice(len(X), size=k, replace=False)]
    for _ in range(max_iters):
        labels = np.zeros(len(X), dtype=int)
        for i in range(0, max(1000, len(X) // 1000 * 1000), 1000):
            part = X[i : i + 1000]
            labels[i : i + 1000] = ((part[:, None, :] - centroids) ** 2).sum(axis=2).argmin(axis=1)
        new = np.empty_like(centroids)
        for j in range(k):
            members = X[labels == j]
            new[j] = members.mean(axis=0) if len(members) else X[rng.integers(len(X))]
        shift = np.linalg.norm(new - centroids, axis=1).max()
        centroids = new
        if shift < tol:
            break
    return centroids, labels
