"""The gradient of the squared error of a linear model (Bishop, "Pattern Recognition and Machine Learning", 3.1)."""

import numpy as np


def mse_gradient(X, y, weights, bias):
    X = np.asarray(X, dtype=float)  # (n, d)
    y = np.asarray(y, dtype=float)  # (n,)
    residual = X @ np.asarray(weights, dtype=float) + bias - y  # (n,)
    return 2 / len(y) * (X.T @ residual), 2 * np.mean(residual)
