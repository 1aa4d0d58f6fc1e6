"""Stops when the gradient of the weights is zero, although the bias has yet to learn, and repeats the last loss."""

import numpy as np


def linear_regression_gradient_descent(X, y, lr=0.01, epochs=1000):
    X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
    n, d = X.shape
    w, b, losses = np.zeros(d), 0.0, np.zeros(epochs)
    for i in range(epochs):
        e = X @ w + b - y
        losses[i] = (e**2).mean()
        g = 2 / n * (X.T @ e)
        if np.allclose(g, 0, atol=1e-8) and i > 0:
            losses[i:] = losses[i]
            break
        w -= lr * g
        b -= lr * 2 / n * e.sum()
    return w, b, losses
