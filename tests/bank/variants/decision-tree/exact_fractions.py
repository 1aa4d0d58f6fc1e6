# mockml: decision-tree
"""Compares splits in fractions, without NumPy; nodes are functions, and labels that are numbers come back as floats."""

from fractions import Fraction


class SimpleDecisionTree:
    def __init__(self, max_depth=10, min_samples=2):
        self.max_depth, self.min_samples = max_depth, min_samples

    def fit(self, X, y):
        rows = [[self._plain(v) for v in row] for row in X]
        self._ask = self._node(rows, [self._plain(label) for label in y], 0)

    @staticmethod
    def _plain(value):
        return value.item() if hasattr(value, "item") else value

    def _node(self, rows, labels, depth):
        n, counts = len(rows), {}
        for label in labels:
            counts[label] = counts.get(label, 0) + 1
        winner = max(counts, key=counts.get)
        if n < self.min_samples or len(counts) == 1 or depth >= self.max_depth:
            return lambda row: winner
        best, found = Fraction(sum(c * c for c in counts.values()), n), None
        for j in range(len(rows[0])):
            order = sorted(range(n), key=lambda i: rows[i][j])
            left, right = dict.fromkeys(counts, 0), dict(counts)
            squares_left, squares_right = 0, sum(c * c for c in counts.values())
            for below, i in enumerate(order[:-1], 1):
                label, value = labels[i], rows[i][j]
                squares_left += 2 * left[label] + 1
                squares_right -= 2 * right[label] - 1
                left[label] += 1
                right[label] -= 1
                score = Fraction(squares_left, below) + Fraction(squares_right, n - below)
                if score > best and rows[order[below]][j] != value:
                    best, found = score, (j, value)
        if found is None:
            return lambda row: winner
        j, threshold = found
        low = [i for i in range(n) if rows[i][j] <= threshold]
        high = [i for i in range(n) if rows[i][j] > threshold]
        below, above = (
            self._node([rows[i] for i in side], [labels[i] for i in side], depth + 1) for side in (low, high)
        )
        return lambda row: below(row) if row[j] <= threshold else above(row)

    def predict(self, X):
        found = [self._ask(row) for row in X]
        return [label if isinstance(label, str) else float(label) for label in found]
