# mockml: kmeans
# No randomness at all: the first k rows are the start. On convergence the centroids from before the last step are kept.
import numpy as np


def assign(X, C):
    return np.stack([np.linalg.norm(X - c, axis=1) for c in C], axis=1).argmin(axis=1)


def update(X, labels, C):
    out = C.copy()
    sizes = np.bincount(labels, minlength=len(C))
    for j in np.flatnonzero(sizes):
        out[j] = X[labels == j].sum(axis=0) / sizes[j]
    for j in np.flatnonzero(sizes == 0):
        worst = np.linalg.norm(X - C[labels], axis=1)
        out[j] = X[int(worst.argmax())]
    return out


def kmeans(X, k, max_iters=100, tol=1e-4):
    X = np.array(X, np.double)
    C = X[:k].copy()
    labels = assign(X, C)
    for _ in range(max_iters):
        new = update(X, labels, C)
        if np.linalg.norm(new - C, axis=1).max() < tol:
            break
        C = new
        labels = assign(X, C)
    return C, labels
