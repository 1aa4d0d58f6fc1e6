# mockml: linear-regression-gd
import numpy as np


def linear_regression_gradient_descent(X, y, lr=0.01, epochs=1000):
    # Column vectors all the way, buffers reused, the prediction kept up to date after each step.
    X = np.array(X, dtype=float, order="C", copy=True)
    y = np.array(y, dtype=float, copy=True)[:, np.newaxis]
    m = X.shape[0]
    w = np.zeros(shape=(X.shape[1], 1))
    b = np.zeros(shape=(1, 1))
    error = np.empty_like(y)
    losses = []
    epoch = 0
    while epoch < epochs:
        np.subtract(X @ w + b, y, out=error)
        losses.append(np.linalg.norm(error) ** 2 / m)
        dw = np.matmul(X.T, error)
        dw *= 2.0 / m
        db = 2.0 / m * np.sum(error, keepdims=True)
        w -= lr * dw
        b -= lr * db
        epoch += 1
    return np.squeeze(w, axis=1), np.squeeze(b), np.array(losses)
