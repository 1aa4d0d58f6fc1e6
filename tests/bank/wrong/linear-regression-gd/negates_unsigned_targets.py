"""Takes -y as the first residual in the type of y, so that unsigned targets wrap around."""

import numpy as np


def linear_regression_gradient_descent(X, y, lr=0.01, epochs=1000):
    X, y = np.asarray(X), np.asarray(y)
    n, d = X.shape
    w, b = np.zeros(d), 0.0
    r = -y
    losses = []
    for _ in range(epochs):
        losses.append(float(np.mean(np.asarray(r, float) ** 2)))
        w = w - lr * 2 / n * (X.T @ r)
        b = b - lr * 2 / n * np.sum(r)
        r = X @ w + b - y
    return w, b, losses
