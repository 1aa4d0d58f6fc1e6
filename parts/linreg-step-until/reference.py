"""Gradient descent with a stop on the gradient (Nocedal and Wright, "Numerical Optimization", 2006, chapter 3)."""

import numpy as np


def fit_until(X, y, lr=0.1, tol=1e-6, max_steps=10_000):
    X = np.asarray(X, dtype=float)  # (n, d)
    y = np.asarray(y, dtype=float)  # (n,)
    weights, bias = np.zeros(X.shape[1]), 0.0
    for step in range(max_steps):
        residual = X @ weights + bias - y  # (n,)
        grad_weights = 2 / len(y) * (X.T @ residual)  # (d,)
        grad_bias = 2 * np.mean(residual)
        if max(np.abs(grad_weights).max(), abs(grad_bias)) <= tol:
            return weights, bias, step
        weights = weights - lr * grad_weights
        bias = bias - lr * grad_bias
    return weights, bias, max_steps
