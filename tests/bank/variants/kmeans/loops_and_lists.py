# mockml: kmeans
import random


def kmeans(X, k, max_iters=100, tol=1e-4):
    rows = [[float(v) for v in row] for row in X]
    dims = len(rows[0])
    centroids = [list(r) for r in random.sample(rows, k)]
    labels = [0] * len(rows)
    for _ in range(max_iters):
        for i, row in enumerate(rows):
            best, best_d = 0, float("inf")
            for j, c in enumerate(centroids):
                d = 0.0
                for a, b in zip(row, c):
                    d += (a - b) * (a - b)
                if d < best_d:
                    best, best_d = j, d
            labels[i] = best
        new = []
        for j in range(k):
            mine = [row for row, lab in zip(rows, labels) if lab == j]
            if not mine:
                new.append(list(random.choice(rows)))
            else:
                new.append([sum(r[t] for r in mine) / len(mine) for t in range(dims)])
        moved = max(sum((a - b) ** 2 for a, b in zip(p, q)) ** 0.5 for p, q in zip(new, centroids))
        centroids = new
        if moved < tol:
            break
    return centroids, labels
