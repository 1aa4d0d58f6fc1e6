# mockml: decision-tree
import numpy as np


class SimpleDecisionTree:
    """Grows with a stack; the tree is kept in flat lists."""

    def __init__(self, max_depth=10, min_samples=2):
        self.max_depth, self.min_samples = max_depth, min_samples

    def fit(self, X, y):
        X = np.array(X, dtype=float)
        self.names, c = np.unique(y, return_inverse=True)
        k = len(self.names)
        self.feature, self.cut, self.kids, self.value = [], [], [], []

        def add(idx):
            self.feature.append(-1)
            self.cut.append(0.0)
            self.kids.append((0, 0))
            self.value.append(np.argmax(np.bincount(c[idx], minlength=k)))
            return len(self.feature) - 1

        start = np.arange(len(X))
        stack = [(add(start), start, 0)]
        while stack:
            node, idx, depth = stack.pop()
            if depth == self.max_depth or len(idx) < self.min_samples:
                continue
            found = self._search(X[idx], c[idx], k)
            if not found:
                continue
            f, t = found
            go = X[idx, f] <= t
            parts = idx[go], idx[~go]
            ids = tuple(add(part) for part in parts)
            self.feature[node], self.cut[node], self.kids[node] = f, t, ids
            stack.extend((i, part, depth + 1) for i, part in zip(ids, parts))

    @staticmethod
    def _search(X, c, k):
        n = len(c)
        counts = np.bincount(c, minlength=k)
        best_gain, best = 1e-12, None
        base = 1 - np.sum((counts / n) ** 2)
        for f in range(X.shape[1] - 1, -1, -1):
            for t in np.unique(X[:, f])[:-1]:
                mask = X[:, f] <= t
                l = np.bincount(c[mask], minlength=k)
                r = counts - l
                nl, nr = l.sum(), r.sum()
                gain = base - nl / n * (1 - np.sum((l / nl) ** 2)) - nr / n * (1 - np.sum((r / nr) ** 2))
                if gain > best_gain + 1e-12:
                    best_gain, best = gain, (f, t)
        return best

    def predict(self, X):
        X = np.array(X, dtype=float)
        where = np.zeros(len(X), dtype=int)
        for i, row in enumerate(X):
            while self.feature[where[i]] >= 0:
                n = where[i]
                where[i] = self.kids[n][0] if row[self.feature[n]] <= self.cut[n] else self.kids[n][1]
        return self.names[[self.value[w] for w in where]]
