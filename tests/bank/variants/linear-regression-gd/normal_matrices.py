# mockml: linear-regression-gd
import numpy as np


def linear_regression_gradient_descent(X, y, lr=0.01, epochs=1000):
    """Precomputes A^T A and A^T y, so that an epoch costs d^2 and not n d."""
    X = np.asarray(X, dtype=np.float64)
    y = np.asarray(y, dtype=np.float64)
    n = len(y)
    A = np.column_stack((np.ones(n), X))
    gram, moment = A.T @ A / n, A.T @ y / n
    theta = np.zeros(A.shape[1])
    losses = np.full(epochs, np.nan)
    for epoch in range(epochs):
        losses[epoch] = ((A @ theta - y) ** 2).sum() / n
        theta = theta + 2 * lr * (moment - gram @ theta)
    bias, weights = theta[0], theta[1:]
    return weights.tolist(), bias.item(), losses.tolist()
