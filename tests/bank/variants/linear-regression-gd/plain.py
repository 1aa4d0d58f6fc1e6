"""The textbook way: one error a step, and both gradients from it."""

import numpy as np


def linear_regression_gradient_descent(X, y, lr=0.01, epochs=1000):
    X = np.asarray(X, dtype=float)
    y = np.asarray(y, dtype=float)
    n, d = X.shape
    w, b, losses = np.zeros(d), 0.0, []
    for _ in range(epochs):
        e = X @ w + b - y
        losses.append(np.mean(e**2))
        w -= lr * 2 / n * (X.T @ e)
        b -= lr * 2 / n * e.sum()
    return w, b, losses
