"""Plain Python with counters."""

from collections import Counter


def impurity(labels):
    n = len(labels)
    return 1 - sum((c / n) ** 2 for c in Counter(labels).values())


def best_split(x, y):
    pairs = [(float(a), int(b)) for a, b in zip(x, y)]
    distinct = sorted({a for a, _ in pairs})
    found = []
    for low, high in zip(distinct, distinct[1:]):
        t = 0.5 * (low + high)
        left = [b for a, b in pairs if a <= t]
        right = [b for a, b in pairs if a > t]
        found.append(((len(left) * impurity(left) + len(right) * impurity(right)) / len(pairs), t))
    if not found:
        return None
    score, t = min(found)
    return t, score
