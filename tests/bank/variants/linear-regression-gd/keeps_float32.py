# mockml: linear-regression-gd
import numpy as np


def linear_regression_gradient_descent(X, y, lr=0.01, epochs=1000):
    X, y = np.asarray(X), np.asarray(y)
    kind = np.result_type(X, y, np.float32) if np.float32 in (X.dtype, y.dtype) else np.float64
    X, y = X.astype(kind), y.astype(kind)
    w, b = np.zeros(X.shape[1], dtype=kind), kind.type(0) if hasattr(kind, "type") else kind(0)
    losses = []
    for _ in range(epochs):
        err = y - X @ w - b
        losses.append((err**2).mean())
        w = w + (2 * lr / len(y)) * (err @ X)
        b = b + 2 * lr * err.mean()
    return w, b, np.asarray(losses)
