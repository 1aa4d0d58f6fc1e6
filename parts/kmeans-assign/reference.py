"""The nearest centroid of each point (Lloyd, 1982: the assignment step)."""

import numpy as np


def assign(X, centroids):
    X = np.asarray(X, dtype=float)  # (n, d)
    centroids = np.asarray(centroids, dtype=float)  # (k, d)
    offsets = X[:, None, :] - centroids[None, :, :]  # (n, k, d)
    distances = np.sum(offsets**2, axis=2)  # (n, k)
    return np.argmin(distances, axis=1)
