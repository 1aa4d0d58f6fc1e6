"""The objective of k-means, the within-cluster sum of squares (MacQueen, 1967)."""

import numpy as np


def inertia(X, centroids, labels):
    own = np.asarray(centroids, dtype=float)[labels]  # (n, d): the centroid of each point
    offsets = np.asarray(X, dtype=float) - own  # (n, d)
    return np.sum(offsets**2)
