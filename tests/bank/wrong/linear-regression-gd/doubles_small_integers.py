"""Doubles X in its own type, so that unsigned integers wrap around."""

import numpy as np


def linear_regression_gradient_descent(X, y, lr=0.01, epochs=1000):
    X, y = np.asarray(X), np.asarray(y)
    n, d = X.shape
    w, b, losses = np.zeros(d), 0.0, []
    for _ in range(epochs):
        e = X @ w + b - y
        losses.append((e**2).mean())
        w -= lr * (2 * X.T @ e / n)
        b -= lr * (2 * e.mean())
    return w, b, losses
