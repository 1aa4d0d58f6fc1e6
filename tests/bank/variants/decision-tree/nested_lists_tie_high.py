# mockml: decision-tree
import numpy as np


class SimpleDecisionTree:
    """Takes the last of equally good splits, and the largest label on a tie."""

    def __init__(self, max_depth=10, min_samples=2):
        self.params = (max_depth, min_samples)
        self.nodes = []

    def fit(self, X, y):
        self.nodes = self._split(np.atleast_2d(np.asarray(X, dtype=np.longdouble)), np.asarray(y), 0)
        return self

    def _majority(self, y):
        labels, counts = np.unique(y, return_counts=True)
        return labels[::-1][np.argmax(counts[::-1])]

    def _split(self, X, y, depth):
        max_depth, min_samples = self.params
        if depth >= max_depth or len(y) < min_samples:
            return [self._majority(y)]
        best = None
        floor = self._cost(y)
        for j in range(X.shape[1]):
            uniq = np.unique(X[:, j])
            for low, high in zip(uniq[:-1], uniq[1:]):
                mask = X[:, j] <= low
                cost = self._cost(y[mask]) + self._cost(y[~mask])
                if cost < floor - 1e-9 and (best is None or cost <= best[0] + 1e-12):
                    best = (cost, j, low)
        if best is None:
            return [self._majority(y)]
        _, j, t = best
        mask = X[:, j] <= t
        return [j, t, self._split(X[mask], y[mask], depth + 1), self._split(X[~mask], y[~mask], depth + 1)]

    @staticmethod
    def _cost(y):
        _, counts = np.unique(y, return_counts=True)
        return len(y) - (counts.astype(float) ** 2).sum() / len(y)

    def predict(self, X):
        found = []
        for x in np.asarray(X, dtype=np.longdouble):
            node = self.nodes
            while len(node) > 1:
                node = node[2] if x[node[0]] <= node[1] else node[3]
            found.append(node[0])
        return np.array(found)
