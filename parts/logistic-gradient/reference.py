"""The gradient of logistic regression with L2 (Bishop, "Pattern Recognition and Machine Learning", 2006, 4.3.2)."""

import numpy as np


def logistic_gradient(X, y, weights, bias, l2=0.0):
    X = np.asarray(X, dtype=float)  # (n, d)
    y = np.asarray(y, dtype=float)  # (n,)
    weights = np.asarray(weights, dtype=float)  # (d,)
    z = X @ weights + bias  # (n,)
    small = np.exp(-np.abs(z))  # in (0, 1]: never the exponential of a large number
    error = np.where(z >= 0, 1, small) / (1 + small) - y  # (n,)
    return X.T @ error / len(y) + l2 * weights, error.mean()
