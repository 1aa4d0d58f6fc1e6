"""Cluster by cluster, in the width of float32 data."""

import numpy as np


def inertia(X, centroids, labels):
    X = np.asarray(X)
    if X.dtype.kind != "f":
        X = X.astype(float)
    C = np.asarray(centroids).astype(X.dtype)
    labels = np.asarray(labels)
    return sum(np.linalg.norm(X[labels == j] - C[j]) ** 2 for j in range(len(C)))
