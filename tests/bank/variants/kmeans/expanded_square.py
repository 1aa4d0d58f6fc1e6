# mockml: kmeans
import numpy as np


def kmeans(X, k, max_iters=100, tol=1e-4):
    """The expanded square without centring; labels that are not recomputed after the last update."""
    data = np.asarray(X).astype(np.float64)
    start = list(range(len(data)))
    np.random.shuffle(start)
    centers = data[start[:k]]
    norms = np.sum(data * data, axis=1, keepdims=True)
    labels = None
    for _ in range(max_iters):
        d2 = norms - 2.0 * data.dot(centers.T) + np.sum(centers * centers, axis=1)
        dist = np.sqrt(np.maximum(d2, 0.0))
        labels = np.argmin(dist, axis=1)
        fresh = np.array(
            [
                data[labels == c].mean(axis=0) if np.any(labels == c) else data[np.random.randint(len(data))]
                for c in range(k)
            ]
        )
        moved = np.sqrt(((fresh - centers) ** 2).sum(axis=1))
        centers = fresh
        if np.all(moved < tol):
            break
    return centers, labels
