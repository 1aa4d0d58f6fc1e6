"""Computes X.T @ X in the type of X, so that the sums of small integers overflow."""

import numpy as np


def linear_regression_gradient_descent(X, y, lr=0.01, epochs=1000):
    X, y = np.asarray(X), np.asarray(y)
    n, d = X.shape
    XtX, Xty = X.T @ X, X.T @ y
    sx, sy = X.sum(0), y.sum()
    w, b, losses = np.zeros(d), 0.0, []
    for _ in range(epochs):
        e = X @ w + b - y
        losses.append(np.mean(e**2))
        gw = 2 / n * (XtX @ w + sx * b - Xty)
        gb = 2 / n * (sx @ w + n * b - sy)
        w, b = w - lr * gw, b - lr * gb
    return w, b, losses
