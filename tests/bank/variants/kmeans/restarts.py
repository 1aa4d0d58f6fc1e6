# mockml: kmeans
import numpy as np

rng = np.random.default_rng()


def one_run(X, k, max_iters, tol):
    centroids = rng.choice(X, size=k, replace=False, axis=0)
    for _ in range(max_iters):
        d = ((X[:, None, :] - centroids) ** 2).sum(axis=2)
        labels = np.argmin(d, axis=1)
        sums = np.zeros_like(centroids)
        np.add.at(sums, labels, X)
        counts = np.bincount(labels, minlength=k)
        new = np.where(counts[:, None] > 0, sums / np.maximum(counts, 1)[:, None], X[rng.integers(len(X), size=k)])
        if np.linalg.norm(new - centroids) < tol:
            centroids = new
            break
        centroids = new
    d = ((X[:, None, :] - centroids) ** 2).sum(axis=2)
    return d.min(axis=1).sum(), centroids, d.argmin(axis=1)


def kmeans(X, k, max_iters=100, tol=1e-4):
    X = np.array(X, dtype="float64")
    best = min((one_run(X, k, max_iters, tol) for _ in range(3)), key=lambda run: run[0])
    return best[1], best[2].astype(np.int32)
