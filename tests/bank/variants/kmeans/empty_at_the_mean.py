"""An empty cluster waits at the mean of all the data; sums by bincount, feature by feature."""

import numpy as np


def kmeans(X, k, max_iters=100, tol=1e-4):
    X = np.array(X, dtype=float)
    centroids = X[np.random.permutation(len(X))[:k]]
    middle = X.mean(axis=0)
    for _ in range(max_iters):
        labels = np.linalg.norm(X[:, None, :] - centroids, axis=2).argmin(axis=1)
        sizes = np.bincount(labels, minlength=k)[:, None]
        sums = np.stack([np.bincount(labels, weights=column, minlength=k) for column in X.T], axis=1)
        moved = np.where(sizes > 0, sums / np.maximum(sizes, 1), middle)
        shift = np.linalg.norm(moved - centroids, axis=1).max()
        centroids = moved
        if shift < tol:
            break
    return centroids, labels
