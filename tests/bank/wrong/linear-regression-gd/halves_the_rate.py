"""Halves the learning rate each time the loss has risen."""

import numpy as np


def linear_regression_gradient_descent(X, y, lr=0.01, epochs=1000):
    X = np.asarray(X, dtype=float)
    y = np.asarray(y, dtype=float)
    n, d = X.shape
    w, b, losses = np.zeros(d), 0.0, []
    for _ in range(epochs):
        e = X @ w + b - y
        losses.append(np.mean(e**2))
        if len(losses) > 1 and losses[-1] > losses[-2]:
            lr = lr / 2
        w = w - lr * 2 / n * (X.T @ e)
        b = b - lr * 2 / n * e.sum()
    return w, b, losses
