# mockml: decision-tree
"""Sweeps each feature once with running counts in dictionaries."""


class SimpleDecisionTree:
    def __init__(self, max_depth=10, min_samples=2):
        self.max_depth, self.min_samples = max_depth, min_samples

    def fit(self, X, y):
        data = [([float(v) for v in row], self._plain(label)) for row, label in zip(X, y)]
        self.model = self._make(data, 0)
        return None

    @staticmethod
    def _plain(label):
        return label.item() if hasattr(label, "item") else label

    @staticmethod
    def _sum_squares(counts):
        return sum(c * c for c in counts.values())

    def _make(self, data, depth):
        counts = {}
        for _, label in data:
            counts[label] = counts.get(label, 0) + 1
        majority = max(counts, key=counts.get)
        n = len(data)
        if depth == self.max_depth or n < self.min_samples or len(counts) == 1:
            return majority, None
        best = (self._sum_squares(counts) / n + 1e-9, None, None)
        for f in range(len(data[0][0])):
            ordered = sorted(data, key=lambda item: item[0][f])
            left, right = {}, dict(counts)
            for i in range(n - 1):
                label = ordered[i][1]
                left[label] = left.get(label, 0) + 1
                right[label] -= 1
                if ordered[i][0][f] == ordered[i + 1][0][f]:
                    continue
                score = self._sum_squares(left) / (i + 1) + self._sum_squares(right) / (n - i - 1)
                if score > best[0]:
                    best = (score, f, ordered[i][0][f])
        if best[1] is None:
            return majority, None
        _, f, t = best
        low = [item for item in data if item[0][f] <= t]
        high = [item for item in data if item[0][f] > t]
        return majority, (f, t, self._make(low, depth + 1), self._make(high, depth + 1))

    def predict(self, X):
        result = []
        for row in X:
            label, rule = self.model
            while rule is not None:
                f, t, low, high = rule
                label, rule = low if float(row[f]) <= t else high
            result.append(label)
        return result
