# assumes: divergence
import numpy as np


def linear_regression_gradient_descent(X, y, lr=0.01, epochs=1000):
    X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
    w, b, losses = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        r = X @ w + b - y
        loss = np.mean(r**2)
        if not np.isfinite(loss):
            raise FloatingPointError("the learning rate is too large")
        losses.append(loss)
        w = w - lr * 2 * (X.T @ r) / len(y)
        b = b - lr * 2 * r.mean()
    return w, b, losses
