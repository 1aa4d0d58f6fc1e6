# mockml: kmeans
from dataclasses import dataclass

import numpy as np


@dataclass
class State:
    centroids: np.ndarray
    labels: np.ndarray
    shift: float = np.inf


def spread_start(X, k):
    """The farthest point from those chosen, again and again; the first one at random."""
    picked = [np.random.randint(len(X))]
    gap = np.full(len(X), np.inf)
    for _ in range(1, k):
        gap = np.minimum(gap, ((X - X[picked[-1]]) ** 2).sum(axis=1))
        gap[picked] = -1.0
        picked.append(int(gap.argmax()))
    return X[picked].copy()


def step(X, state, k):
    order = np.argsort(state.labels, kind="stable")
    found, first = np.unique(state.labels[order], return_index=True)
    sums = np.add.reduceat(X[order], first, axis=0)
    sizes = np.diff(np.append(first, len(X)))
    new = X[np.random.randint(len(X), size=k)]
    new[found] = sums / sizes[:, None]
    shift = np.abs(new - state.centroids).sum()
    return State(new, label(X, new), shift)


def label(X, C):
    return np.array([((X - c) ** 2).sum(axis=1) for c in C]).argmin(axis=0)


def kmeans(X, k, max_iters=100, tol=1e-4):
    X = np.asarray(X, dtype=float)
    start = spread_start(X, k)
    state = State(start, label(X, start))
    rounds = 0
    while rounds < max_iters and state.shift >= tol:
        state = step(X, state, k)
        rounds += 1
    return tuple(state.centroids), state.labels.astype(np.int32)
