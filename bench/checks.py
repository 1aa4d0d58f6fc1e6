"""Ten checks of a k-means, in plain NumPy: what pytest, unittest and a forked process run, and the judge too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np


def _blobs(rng: np.random.Generator, size: int, d: int) -> tuple[Any, Any]:
    X = rng.normal(size=(2 * size, d))
    X[size:, 0] += 200.0
    return X, np.arange(2 * size) >= size


def _agree(result: Any, X: Any, k: int) -> None:
    centroids, labels = np.asarray(result[0]), np.asarray(result[1])
    assert centroids.shape == (k, X.shape[1])
    assert labels.shape == (len(X),)
    distances = np.linalg.norm(X[:, None, :] - centroids[None, :, :], axis=2)
    assert (distances[np.arange(len(X)), labels] <= distances.min(axis=1) + 1e-6).mean() > 0.9


def _two_blobs(size: int, d: int) -> Callable[[Any, np.random.Generator], None]:
    def check(kmeans: Any, rng: np.random.Generator) -> None:
        X, far = _blobs(rng, size, d)
        centroids, labels = kmeans(X, 2)
        assert np.allclose(np.sort(np.asarray(centroids)[:, 0])[1], X[far].mean(axis=0)[0])
        _agree((centroids, labels), X, 2)

    return check


def _settles(n: int, d: int, k: int) -> Callable[[Any, np.random.Generator], None]:
    def check(kmeans: Any, rng: np.random.Generator) -> None:
        X = rng.uniform(0.0, 10.0, size=(n, d))
        _agree(kmeans(X, k, max_iters=100), X, k)

    return check


CHECKS: dict[str, Callable[[Any, np.random.Generator], None]] = {
    "two_blobs": _two_blobs(30, 2),
    "many_features": _two_blobs(20, 12),
    "single_feature": _two_blobs(12, 1),
    "larger_blobs": _two_blobs(200, 3),
    "settles_2d": _settles(200, 2, 4),
    "settles_4d": _settles(400, 4, 8),
    "settles_wide": _settles(150, 30, 5),
    "one_cluster": _settles(100, 3, 1),
    "many_clusters": _settles(300, 2, 20),
    "small": _settles(20, 2, 3),
}
