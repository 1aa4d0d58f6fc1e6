"""K-means clustering by Lloyd's algorithm (S. Lloyd, "Least squares quantization in PCM", 1982)."""

import numpy as np


def kmeans(X, k, max_iters=100, tol=1e-4):
    """Partition the rows of X (n, d) into k clusters; returns centroids (k, d) and labels (n,)."""
    X = np.array(X, dtype=float)  # (n, d), a copy: the caller's data stays as it is
    rng = np.random.default_rng()
    centroids = X[rng.choice(len(X), size=k, replace=False)]  # (k, d)
    for _ in range(max_iters):
        labels = nearest(X, centroids)  # (n,)
        moved = centroids.copy()
        for j in range(k):
            members = X[labels == j]  # (m, d)
            if len(members) > 0:
                moved[j] = members.mean(axis=0)
            else:
                moved[j] = X[rng.integers(len(X))]
        shift = np.linalg.norm(moved - centroids, axis=1).max()
        centroids = moved
        if shift < tol:
            break
    return centroids, nearest(X, centroids)


def nearest(X, centroids):
    """The index of the nearest centroid of each row, by Euclidean distance: (n,)."""
    difference = X[:, None, :] - centroids[None, :, :]  # (n, k, d)
    distances = np.einsum("nkd,nkd->nk", difference, difference)  # (n, k), squared: the order is the same
    return distances.argmin(axis=1)
