"""Counts on the left of every cut, cumulated; nodes are tuples."""

import numpy as np


class SimpleDecisionTree:
    def __init__(self, max_depth=10, min_samples=2):
        self.max_depth, self.min_samples = max_depth, min_samples

    def fit(self, X, y):
        X, y = np.array(X, dtype=float), np.asarray(y)
        self.classes, codes = np.unique(y, return_inverse=True)
        self.root = self.grow(X, codes, 0)
        return self

    def grow(self, X, codes, depth):
        counts = np.bincount(codes, minlength=len(self.classes))
        leaf = self.classes[counts.argmax()], None
        if depth >= self.max_depth or len(codes) < self.min_samples or (counts > 0).sum() == 1:
            return leaf
        split = self.best_split(X, codes, counts)
        if split is None:
            return leaf
        feature, threshold = split
        left = X[:, feature] <= threshold
        low = self.grow(X[left], codes[left], depth + 1)
        high = self.grow(X[~left], codes[~left], depth + 1)
        return leaf[0], (feature, threshold, low, high)

    def best_split(self, X, codes, counts):
        n = len(codes)
        parent = 1 - ((counts / n) ** 2).sum()
        best, found = parent - 1e-12, None
        for f in range(X.shape[1]):
            order = np.argsort(X[:, f], kind="stable")
            xs = X[order, f]
            left = np.eye(len(counts))[codes[order]].cumsum(axis=0)[:-1]
            right = counts - left
            nl = np.arange(1, n)
            nr = n - nl
            gl = 1 - ((left / nl[:, None]) ** 2).sum(axis=1)
            gr = 1 - ((right / nr[:, None]) ** 2).sum(axis=1)
            score = (nl * gl + nr * gr) / n
            score[xs[:-1] == xs[1:]] = np.inf
            if n > 1 and score.min() < best:
                i = score.argmin()
                best, found = score[i], (f, xs[i])
        return found

    def predict(self, X):
        return np.array([self.predict_one(x) for x in np.asarray(X, dtype=float)])

    def predict_one(self, x):
        label, split = self.root
        while split is not None:
            feature, threshold, low, high = split
            label, split = low if x[feature] <= threshold else high
        return label
