# mockml: decision-tree
import numpy as np


class SimpleDecisionTree:
    """Grows one level at a time; rules are stored by the path that leads to a node."""

    def __init__(self, max_depth=10, min_samples=2):
        self.max_depth = max_depth
        self.min_samples = min_samples

    def fit(self, X, y):
        X = np.asarray(X, dtype=float)
        self.classes_, codes = np.unique(np.asarray(y), return_inverse=True)
        self.rules, self.leaves = {}, {}
        level = {"": np.arange(len(codes))}
        for depth in range(self.max_depth + 1):
            following = {}
            for path, rows in level.items():
                rule = None
                if depth < self.max_depth and len(rows) >= self.min_samples:
                    rule = self.best(X[rows], codes[rows])
                if rule is None:
                    self.leaves[path] = np.bincount(codes[rows], minlength=len(self.classes_)).argmax()
                    continue
                self.rules[path] = rule
                low = X[rows, rule[0]] <= rule[1]
                following[path + "L"], following[path + "R"] = rows[low], rows[~low]
            level = following

    def best(self, X, codes):
        n, k = len(codes), len(self.classes_)
        whole = np.bincount(codes, minlength=k)
        scores = []
        for feature, column in enumerate(X.T):
            order = np.argsort(column)
            column, onehot = column[order], np.identity(k)[codes[order]]
            low = np.add.accumulate(onehot)[:-1]
            size = low.sum(axis=1)
            value = ((low / size[:, None]) ** 2).sum(1) * size
            value += (((whole - low) / (n - size)[:, None]) ** 2).sum(1) * (n - size)
            for i in np.flatnonzero(np.diff(column) > 0):
                scores.append((value[i], feature, column[i]))
        if not scores:
            return None
        top = max(scores, key=lambda s: s[0])
        return None if top[0] <= (whole**2).sum() / n + 1e-8 else top[1:]

    def predict(self, X):
        answers = []
        for row in np.asarray(X, dtype=float):
            path = ""
            while path in self.rules:
                feature, threshold = self.rules[path]
                path += "L" if row[feature] <= threshold else "R"
            answers.append(self.leaves[path])
        return np.take(self.classes_, answers)
