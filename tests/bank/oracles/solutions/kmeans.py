"""Lloyd's two steps in plain Python, one point at a time, from any start that is given."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from typing import Any

Point = list[float]


def kmeans(X: Any, k: int, max_iters: int = 100, tol: float = 1e-4) -> tuple[list[Point], list[int]]:
    """Centroids and labels, from k random rows."""
    rows = [[float(value) for value in row] for row in X]
    return lloyd(rows, random.sample(rows, k), max_iters, tol, lambda: random.choice(rows))


def lloyd(
    rows: list[Point], start: list[Point], max_iters: int, tol: float, another: Callable[[], Point]
) -> tuple[list[Point], list[int]]:
    """The last means, and the labels that they are the means of; `another` is for a cluster without points."""
    centroids, labels = start, [0] * len(rows)
    for _ in range(max_iters):
        labels = [nearest(row, centroids) for row in rows]
        moved = []
        for j in range(len(centroids)):
            members = [row for row, label in zip(rows, labels, strict=True) if label == j]
            moved.append(mean(members) if members else another())
        shift = max(map(math.dist, centroids, moved))
        centroids = moved
        if shift < tol:
            break
    return centroids, labels


def nearest(row: Point, centroids: list[Point]) -> int:
    """The number of the nearest centroid."""
    return min(range(len(centroids)), key=lambda j: math.dist(row, centroids[j]))


def mean(members: list[Point]) -> Point:
    """The mean of some points."""
    return [math.fsum(column) / len(members) for column in zip(*members, strict=True)]
