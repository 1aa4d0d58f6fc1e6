# assumes: empty-cluster, duplicates
import numpy as np


def kmeans(X, k, max_iters=100, tol=1e-4):
    X = np.array(X, dtype=float)
    centroids = X[np.random.permutation(len(X))[:k]]
    for _ in range(max_iters):
        labels = ((X[:, None] - centroids) ** 2).sum(-1).argmin(1)
        moved = np.array([X[labels == j].mean(0) for j in range(len(centroids)) if (labels == j).any()])
        if len(moved) == len(centroids) and np.abs(moved - centroids).max() < tol / 10:
            centroids = moved
            break
        centroids = moved
    labels = ((X[:, None] - centroids) ** 2).sum(-1).argmin(1)
    return centroids, labels
