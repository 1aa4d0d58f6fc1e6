"""The mean of each cluster (Lloyd, 1982: the update step)."""

import numpy as np


def update(X, labels, centroids):
    X, labels = np.asarray(X), np.asarray(labels)  # (n, d), (n,)
    moved = np.array(centroids, dtype=float)  # (k, d), a copy
    for j in range(len(moved)):
        members = X[labels == j]  # (m, d)
        if len(members) > 0:
            moved[j] = members.mean(axis=0)
    return moved
