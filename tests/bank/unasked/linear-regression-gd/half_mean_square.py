# assumes: loss-definition, gradient-scale
import numpy as np


def linear_regression_gradient_descent(X, y, lr=0.01, epochs=1000):
    X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
    w, b, losses = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        r = X @ w + b - y
        losses.append((r @ r) / (2 * len(y)))
        w = w - lr * (X.T @ r) / len(y)
        b = b - lr * r.mean()
    return w, b, losses
