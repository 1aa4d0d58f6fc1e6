"""Squares y in its own type for the first loss, so that small integers overflow."""

import numpy as np


def linear_regression_gradient_descent(X, y, lr=0.01, epochs=1000):
    X, y = np.asarray(X), np.asarray(y)
    n, d = X.shape
    w, b, losses = np.zeros(d), 0.0, []
    for i in range(epochs):
        e = X @ w + b - y if i else -1.0 * y
        losses.append((e**2).mean() if i else np.mean(y * y))
        w -= lr * 2 / n * (X.T @ e)
        b -= lr * 2 / n * e.sum()
    return w, b, losses
