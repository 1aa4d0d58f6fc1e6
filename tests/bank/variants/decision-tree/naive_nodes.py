# mockml: decision-tree
from collections import Counter


class Node:
    def __init__(self, label=None, feature=None, threshold=None, left=None, right=None):
        self.label, self.feature, self.threshold, self.left, self.right = label, feature, threshold, left, right


def gini(labels):
    n = len(labels)
    return 1.0 - sum((c / n) ** 2 for c in Counter(labels).values())


class SimpleDecisionTree:
    def __init__(self, max_depth=10, min_samples=2):
        self.max_depth = max_depth
        self.min_samples = min_samples
        self.root = None

    def fit(self, X, y):
        rows = [[float(v) for v in row] for row in X]
        self.root = self._build(rows, list(y), 0)

    def _build(self, rows, labels, depth):
        most = Counter(labels).most_common(1)[0][0]
        if depth >= self.max_depth or len(labels) < self.min_samples or len(set(labels)) == 1:
            return Node(label=most)
        parent, best = gini(labels), None
        for f in range(len(rows[0])):
            values = sorted(set(row[f] for row in rows))
            for a, b in zip(values, values[1:]):
                t = (a + b) / 2
                if not a <= t < b:
                    t = a
                left = [l for row, l in zip(rows, labels) if row[f] <= t]
                right = [l for row, l in zip(rows, labels) if row[f] > t]
                score = (len(left) * gini(left) + len(right) * gini(right)) / len(labels)
                if parent - score > 1e-10 and (best is None or score < best[0]):
                    best = (score, f, t)
        if best is None:
            return Node(label=most)
        _, f, t = best
        li = [i for i in range(len(rows)) if rows[i][f] <= t]
        ri = [i for i in range(len(rows)) if rows[i][f] > t]
        return Node(
            feature=f,
            threshold=t,
            left=self._build([rows[i] for i in li], [labels[i] for i in li], depth + 1),
            right=self._build([rows[i] for i in ri], [labels[i] for i in ri], depth + 1),
        )

    def predict(self, X):
        out = []
        for row in X:
            node = self.root
            while node.label is None:
                node = node.left if float(row[node.feature]) <= node.threshold else node.right
            out.append(node.label)
        return out
