# mockml: kmeans
import numpy as np


def kmeans(X, k, max_iters=100, tol=1e-4):
    X = np.asarray(X, dtype=np.float64)
    origin = X.mean(axis=0)
    Z = X - origin  # expanding the square loses digits far from the origin
    n = Z.shape[0]
    C = Z[np.random.permutation(n)[:k]].copy()
    sq = np.einsum("ij,ij->i", Z, Z)[:, None]

    def label(C):
        return np.argmin(sq - 2 * Z @ C.T + np.einsum("ij,ij->i", C, C)[None], axis=1)

    for _ in range(max_iters):
        lab = label(C)
        onehot = np.zeros((n, k))
        onehot[np.arange(n), lab] = 1.0
        counts = onehot.sum(0)
        new = (onehot.T @ Z) / np.maximum(counts, 1)[:, None]
        empty = counts == 0
        new[empty] = Z[np.random.randint(0, n, empty.sum())]
        done = np.sum((new - C) ** 2) ** 0.5 < tol
        C = new
        if done:
            break
    return C + origin, label(C)
