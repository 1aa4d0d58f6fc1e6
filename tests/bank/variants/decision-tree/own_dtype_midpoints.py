# mockml: decision-tree
"""Keeps the data in its own dtype, and cuts halfway between two values, computed there too."""

import numpy as np


class SimpleDecisionTree:
    def __init__(self, max_depth=10, min_samples=2):
        self.max_depth, self.min_samples = max_depth, min_samples

    def fit(self, X, y):
        self.labels, codes = np.unique(y, return_inverse=True)
        self.tree = self._grow(np.asarray(X), np.eye(len(self.labels))[codes], self.max_depth)
        return self

    def _grow(self, X, Y, levels):
        counts, n = Y.sum(axis=0), len(Y)
        leaf = {"class": counts.argmax()}
        if levels <= 0 or n < self.min_samples or counts.max() == n:
            return leaf
        lowest = 1 - ((counts / n) ** 2).sum() - 1e-12
        for j in range(X.shape[1]):
            order = np.argsort(X[:, j])
            x, left = X[order, j], Y[order].cumsum(axis=0)
            for i in range(1, n):
                if x[i - 1] == x[i]:
                    continue
                p, q = left[i - 1] / i, (counts - left[i - 1]) / (n - i)
                impurity = (i * (1 - p @ p) + (n - i) * (1 - q @ q)) / n
                if impurity < lowest:
                    middle = (x[i - 1] + x[i]) / 2
                    lowest, leaf["feature"] = impurity, j
                    leaf["cut"] = middle if middle < x[i] else x[i - 1]  # neighbouring floats have none between
        if "feature" in leaf:
            low = X[:, leaf["feature"]] <= leaf["cut"]
            leaf["sides"] = [self._grow(X[side], Y[side], levels - 1) for side in (~low, low)]
        return leaf

    def predict(self, X):
        found = []
        for row in np.asarray(X):
            node = self.tree
            while "sides" in node:
                node = node["sides"][int(row[node["feature"]] <= node["cut"])]
            found.append(node["class"])
        return self.labels[found]
