# mockml: decision-tree
import numpy as np


def impurity(codes):
    _, counts = np.unique(codes, return_counts=True)
    p = counts / counts.sum()
    return float((p * (1 - p)).sum())


class SimpleDecisionTree:
    """A node is a function from a row to a label."""

    def __init__(self, max_depth=10, min_samples=2):
        self.depth, self.least = max_depth, min_samples

    def fit(self, X, y):
        self._decide = self._node(np.array(X, dtype=np.float64), np.array(y), self.depth)
        print("fitted", len(y), "rows")

    def _node(self, X, y, levels):
        values, counts = np.unique(y, return_counts=True)
        answer = values[-1 - counts[::-1].argmax()]
        if levels <= 0 or len(y) < self.least or len(values) == 1:
            return lambda row: answer
        options = []
        for j in range(X.shape[1]):
            for v in sorted(set(X[:, j]), reverse=True)[1:]:
                below = X[:, j] <= v
                w = below.mean()
                options.append((w * impurity(y[below]) + (1 - w) * impurity(y[~below]), j, v))
        if not options or min(options)[0] >= impurity(y) - 1e-11:
            return lambda row: answer
        _, j, v = min(options)
        below = X[:, j] <= v
        low, high = self._node(X[below], y[below], levels - 1), self._node(X[~below], y[~below], levels - 1)
        return lambda row: low(row) if row[j] <= v else high(row)

    def predict(self, X):
        return np.array([self._decide(row) for row in np.array(X, dtype=np.float64)])


if __name__ == "__main__":
    tree = SimpleDecisionTree()
    tree.fit([[0.0], [1.0]], ["a", "b"])
    print(tree.predict([[5.0]]))
