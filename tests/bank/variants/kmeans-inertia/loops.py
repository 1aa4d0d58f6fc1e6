"""A loop over points and features."""


def inertia(X, centroids, labels):
    total = 0.0
    for i in range(len(X)):
        c = centroids[labels[i]]
        for t in range(len(c)):
            total += (float(X[i][t]) - float(c[t])) ** 2
    return total
