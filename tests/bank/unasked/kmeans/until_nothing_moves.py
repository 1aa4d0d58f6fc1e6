# assumes: stopping
import numpy as np


def kmeans(X, k, max_iters=100, tol=1e-4):
    X = np.array(X, dtype=float)
    rng = np.random.default_rng(0)
    centroids = X[rng.choice(len(X), k, replace=False)]
    labels = None
    while True:
        new = ((X[:, None] - centroids) ** 2).sum(-1).argmin(1)
        if labels is not None and (new == labels).all():
            return centroids, labels
        labels = new
        for j in range(k):
            members = X[labels == j]
            if len(members):
                centroids[j] = members.mean(0)
