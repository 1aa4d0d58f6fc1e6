"""Plain Python, the running minimum, a draw by hand."""

import random


def seed_centroids(X, k, seed):
    rand = random.Random(seed)
    rows = [[float(v) for v in row] for row in X]
    chosen = [rand.choice(rows)]
    nearest = [float("inf")] * len(rows)
    for _ in range(k - 1):
        for i, row in enumerate(rows):
            nearest[i] = min(nearest[i], sum((a - b) ** 2 for a, b in zip(row, chosen[-1])))
        if sum(nearest) == 0:
            chosen.append(rand.choice(rows))
        else:
            chosen.append(rand.choices(rows, weights=nearest)[0])
    return chosen
