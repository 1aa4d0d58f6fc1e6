"""The textbook way: one array of all distances, and a loop over the clusters."""

import numpy as np


def kmeans(X, k, max_iters=100, tol=1e-4):
    X = np.array(X, dtype=float)
    rng = np.random.default_rng()
    centroids = X[rng.choice(len(X), size=k, replace=False)]
    for _ in range(max_iters):
        labels = ((X[:, None, :] - centroids[None, :, :]) ** 2).sum(axis=2).argmin(axis=1)
        new = np.empty_like(centroids)
        for j in range(k):
            members = X[labels == j]
            new[j] = members.mean(axis=0) if len(members) else X[rng.integers(len(X))]
        shift = np.linalg.norm(new - centroids, axis=1).max()
        centroids = new
        if shift < tol:
            break
    return centroids, labels
