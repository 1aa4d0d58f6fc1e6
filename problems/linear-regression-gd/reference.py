"""Linear regression by full-batch gradient descent (Bishop, "Pattern Recognition and Machine Learning", 3.1)."""

import numpy as np


def linear_regression_gradient_descent(X, y, lr=0.01, epochs=1000):
    """Fit y = X w + b to X (n, d) and y (n,); returns weights (d,), bias, losses (epochs,)."""
    X = np.asarray(X, dtype=float)  # (n, d)
    y = np.asarray(y, dtype=float)  # (n,)
    n_samples, n_features = X.shape
    weights = np.zeros(n_features)
    bias = 0.0
    losses = []
    for _ in range(epochs):
        residual = X @ weights + bias - y  # (n,)
        losses.append(np.mean(residual**2))
        gradient = 2 / n_samples * (X.T @ residual)  # (d,)
        weights = weights - lr * gradient
        bias = bias - lr * 2 * np.mean(residual)
    return weights, bias, np.array(losses)
