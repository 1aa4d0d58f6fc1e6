# mockml: decision-tree
import numpy as np


class SimpleDecisionTree:
    def __init__(self, max_depth=10, min_samples=2):
        self.max_depth = max_depth
        self.min_samples = min_samples

    def fit(self, X, y):
        X, y = np.asarray(X, dtype=float), np.asarray(y)
        self.labels_ = sorted(set(y.tolist()))
        Y = np.stack([y == label for label in self.labels_], axis=1).astype(float)
        self.tree_ = self._grow(X, Y, 0)
        return self.tree_

    def _grow(self, X, Y, depth):
        leaf = {"label": self.labels_[int(Y.sum(0).argmax())]}
        n = len(Y)
        if depth >= self.max_depth or n < self.min_samples or (Y.sum(0) > 0).sum() < 2:
            return leaf
        order = np.argsort(X, axis=0, kind="stable")
        S = np.take_along_axis(X, order, axis=0)
        left = np.cumsum(Y[order], axis=0)[:-1]
        right = Y.sum(0) - left
        a = np.arange(1, n)[:, None]
        score = (left**2).sum(2) / a + (right**2).sum(2) / (n - a)
        score = np.where(S[1:] > S[:-1], score, -1)
        i, j = np.unravel_index(np.argmax(score), score.shape)
        if score[i, j] <= (Y.sum(0) ** 2).sum() / n + 1e-9:
            return leaf
        t = S[i, j] + (S[i + 1, j] - S[i, j]) / 2
        go = X[:, j] <= t
        if go.all():
            t = S[i, j]
            go = X[:, j] <= t
        return {"f": j, "t": t, "l": self._grow(X[go], Y[go], depth + 1), "r": self._grow(X[~go], Y[~go], depth + 1)}

    def predict(self, X):
        X = np.asarray(X, dtype=float)
        out = [None] * len(X)

        def walk(node, rows):
            if "label" in node:
                for r in rows:
                    out[r] = node["label"]
                return
            go = X[rows, node["f"]] <= node["t"]
            walk(node["l"], rows[go])
            walk(node["r"], rows[~go])

        walk(self.tree_, np.arange(len(X)))
        return np.array(out)
