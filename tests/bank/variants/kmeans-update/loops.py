"""Plain lists and loops, lists back."""


def update(X, labels, centroids):
    k, d = len(centroids), len(centroids[0])
    sums = [[0.0] * d for _ in range(k)]
    counts = [0] * k
    for row, label in zip(X, labels):
        counts[label] += 1
        for t in range(d):
            sums[label][t] += float(row[t])
    return [[s / counts[j] for s in sums[j]] if counts[j] else [float(c) for c in centroids[j]] for j in range(k)]
