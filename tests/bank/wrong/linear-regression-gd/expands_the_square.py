"""Computes the loss from expanded squares, whose large terms cancel."""

import numpy as np


def linear_regression_gradient_descent(X, y, lr=0.01, epochs=1000):
    X = np.asarray(X, dtype=float)
    y = np.asarray(y, dtype=float)
    n, d = X.shape
    A = np.c_[X, np.ones(n)]
    G, c, yy = A.T @ A / n, A.T @ y / n, y @ y / n
    t, losses = np.zeros(d + 1), []
    for _ in range(epochs):
        losses.append(t @ G @ t - 2 * c @ t + yy)
        t = t - lr * 2 * (G @ t - c)
    return t[:-1], t[-1], losses
