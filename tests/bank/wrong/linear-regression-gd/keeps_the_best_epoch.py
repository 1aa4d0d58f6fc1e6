"""Returns the weights of the epoch with the lowest loss in place of the last."""

import numpy as np


def linear_regression_gradient_descent(X, y, lr=0.01, epochs=1000):
    X = np.asarray(X, dtype=float)
    y = np.asarray(y, dtype=float)
    n, d = X.shape
    w, b, losses = np.zeros(d), 0.0, []
    best = None
    for _ in range(epochs):
        e = X @ w + b - y
        losses.append(np.mean(e**2))
        w = w - lr * 2 / n * (X.T @ e)
        b = b - lr * 2 / n * e.sum()
        after = np.mean((X @ w + b - y) ** 2)
        if best is None or after < best[0]:
            best = after, w, b
    if best is None:
        return w, b, losses
    return best[1], best[2], losses
