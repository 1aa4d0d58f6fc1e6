# mockml: decision-tree
from dataclasses import dataclass
from typing import Any, Optional

import numpy as np


@dataclass
class Leaf:
    label: Any


@dataclass
class Split:
    feature: int
    value: Any
    low: Any = None
    high: Any = None


class SimpleDecisionTree:
    def __init__(self, max_depth: int = 10, min_samples: int = 2) -> None:
        self.max_depth = max_depth
        self.min_samples = min_samples
        self.tree: Optional[Any] = None

    def fit(self, X, y):
        X, y = np.asarray(X), np.asarray(y)
        self.tree = self._fit(X, y, np.arange(len(y)), 0)
        return self

    def _fit(self, X, y, rows, depth):
        labels, codes, counts = np.unique(y[rows], return_inverse=True, return_counts=True)
        leaf = Leaf(labels[counts.argmax()])
        if depth >= self.max_depth or rows.size < self.min_samples or labels.size == 1:
            return leaf
        best, cost = None, rows.size - (counts**2).sum() / rows.size
        for j in np.random.permutation(X.shape[1]):
            order = np.argsort(X[rows, j], kind="stable")
            v = X[rows, j][order]
            hits = np.zeros((rows.size, labels.size))
            hits[np.arange(rows.size), codes[order]] = 1
            l = hits.cumsum(0)
            for i in np.flatnonzero(v[1:] != v[:-1]):
                r = counts - l[i]
                c = rows.size - (l[i] ** 2).sum() / (i + 1) - (r**2).sum() / (rows.size - i - 1)
                if c < cost - 1e-9:
                    cost, best = c, (j, v[i])
        if best is None:
            return leaf
        low = X[rows, best[0]] <= best[1]
        return Split(*best, self._fit(X, y, rows[low], depth + 1), self._fit(X, y, rows[~low], depth + 1))

    def _one(self, node, x):
        if isinstance(node, Leaf):
            return node.label
        return self._one(node.low if x[node.feature] <= node.value else node.high, x)

    def predict(self, X):
        return [self._one(self.tree, x) for x in np.asarray(X)]
