# mockml: decision-tree
import random

import numpy as np


class SimpleDecisionTree:
    """Of equally good splits, and of equally frequent labels, it takes any, without a seed."""

    def __init__(self, max_depth=10, min_samples=2):
        self.max_depth, self.min_samples = max_depth, min_samples

    def fit(self, X, y):
        self.root = self._node(np.asarray(X, dtype=float), np.asarray(y), 0)

    def _node(self, X, y, depth):
        names, codes, counts = np.unique(y, return_inverse=True, return_counts=True)
        label = names[random.choice(np.flatnonzero(counts == counts.max()).tolist())]
        if len(names) == 1 or len(y) < self.min_samples or depth == self.max_depth:
            return label, None
        splits = self._splits(X, codes, counts)
        if not splits:
            return label, None
        best = max(score for score, _, _ in splits)
        _, feature, threshold = random.choice([split for split in splits if split[0] > best - 1e-11])
        left = X[:, feature] <= threshold
        below = self._node(X[left], y[left], depth + 1), self._node(X[~left], y[~left], depth + 1)
        return label, (feature, threshold, *below)

    def _splits(self, X, codes, counts):
        n, found = len(codes), []
        for feature in range(X.shape[1]):
            order = X[:, feature].argsort(kind="stable")
            values = X[order, feature]
            cuts = np.flatnonzero(values[:-1] < values[1:])
            left = np.eye(len(counts))[codes[order]].cumsum(axis=0)[cuts]
            score = (left**2).sum(axis=1) / (cuts + 1) + ((counts - left) ** 2).sum(axis=1) / (n - cuts - 1)
            score -= (counts.astype(float) ** 2).sum() / n
            found += [(s, feature, values[cut]) for s, cut in zip(score, cuts) if s > 1e-10]
        return found

    def predict(self, X):
        return np.array([self._leaf(row) for row in np.asarray(X, dtype=float)])

    def _leaf(self, row):
        label, split = self.root
        while split:
            feature, threshold, low, high = split
            label, split = low if row[feature] <= threshold else high
        return label
