# mockml: kmeans
import numpy as np

np.random.seed(7)


def plus_plus(X, k):
    centers = [X[np.random.randint(X.shape[0])]]
    taken = np.zeros(X.shape[0], dtype=bool)
    for _ in range(1, k):
        d2 = np.min([np.einsum("ij,ij->i", X - c, X - c) for c in centers], axis=0)
        taken |= d2 == 0
        if d2.sum() > 0:
            centers.append(X[np.random.choice(X.shape[0], p=d2 / d2.sum())])
        else:
            centers.append(X[np.random.randint(X.shape[0])])
    return np.array(centers)


def kmeans(X, k, max_iters=100, tol=1e-4):
    """Stops when no label changes, or when the mean of the squared movements is below tol squared."""
    X = np.array(X, dtype=np.float64)
    C = plus_plus(X, k)
    y = np.full(len(X), -1)
    for _ in range(max_iters):
        new_y = np.linalg.norm(X[:, None] - C, axis=2).argmin(1)
        stable = np.array_equal(new_y, y)
        y = new_y
        old, C = C, np.empty_like(C)
        for j in range(k):
            mine = y == j
            C[j] = np.average(X, axis=0, weights=mine) if mine.sum() else X[np.random.randint(len(X))]
        if stable or np.mean((C - old) ** 2) < tol**2:
            break
    return C.tolist(), [int(v) for v in y]
