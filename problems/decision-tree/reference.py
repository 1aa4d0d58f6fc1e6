"""A classification tree, split greedily by Gini impurity (Breiman, Friedman, Olshen, Stone, "CART", 1984)."""

import numpy as np


class SimpleDecisionTree:
    """Binary splits x <= threshold; a leaf predicts the majority of its samples."""

    def __init__(self, max_depth=10, min_samples=2):
        self.max_depth, self.min_samples = max_depth, min_samples

    def fit(self, X, y):
        """Grow a tree for X (n, d) and labels y (n,), integers or strings."""
        self.classes, codes = np.unique(np.asarray(y), return_inverse=True)
        self.root = self.grow(np.asarray(X, dtype=float), codes, 0)
        return self

    def grow(self, X, codes, depth):
        """A node: the class of a leaf, or (feature, threshold, left, right)."""
        counts = np.bincount(codes, minlength=len(self.classes))
        split = None
        if depth < self.max_depth and len(codes) >= self.min_samples:
            split = best_split(X, np.eye(len(self.classes))[codes])
        if split is None:
            return counts.argmax()
        feature, threshold = split
        left = X[:, feature] <= threshold  # (n,)
        sides = [self.grow(X[side], codes[side], depth + 1) for side in (left, ~left)]
        return feature, threshold, *sides

    def predict(self, X):
        """The labels of the rows of X: (n,)."""
        return self.classes[[self.leaf(row) for row in np.asarray(X, dtype=float)]]

    def leaf(self, row):
        """The class that a row (d,) ends in."""
        node = self.root
        while isinstance(node, tuple):
            feature, threshold, left, right = node
            node = left if row[feature] <= threshold else right
        return node


def best_split(X, onehot):
    """The feature and threshold of the lowest weighted impurity; None where no split lowers it."""
    n = len(X)
    total = onehot.sum(axis=0)  # (c,)
    best, found = n - (total**2).sum() / n - 1e-9, None  # n times the Gini impurity, less rounding
    for feature in range(X.shape[1]):
        order = X[:, feature].argsort()
        values = X[order, feature]
        left = onehot[order].cumsum(axis=0)[:-1]  # (n - 1, c): the counts below each cut
        sizes = np.arange(1, n)
        impurity = n - (left**2).sum(axis=1) / sizes - ((total - left) ** 2).sum(axis=1) / (n - sizes)
        impurity[values[1:] == values[:-1]] = np.inf  # equal values cannot be separated
        if n > 1 and impurity.min() < best:
            cut = impurity.argmin()
            best, found = impurity[cut], (feature, values[cut])
    return found
