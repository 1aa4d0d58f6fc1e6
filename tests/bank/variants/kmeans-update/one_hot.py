"""A one-hot matrix times the points."""

import numpy as np


def update(X, labels, centroids):
    X = np.asarray(X, float)
    old = np.asarray(centroids, float)
    onehot = (np.asarray(labels)[:, None] == np.arange(len(old))).astype(float)
    counts = onehot.sum(0)[:, None]
    return np.where(counts > 0, onehot.T @ X / np.maximum(counts, 1), old)
