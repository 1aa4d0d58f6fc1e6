# assumes: early-stopping
import numpy as np


def linear_regression_gradient_descent(X, y, lr=0.01, epochs=1000):
    X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
    n_samples, n_features = X.shape
    weights, bias = np.zeros(n_features), 0.0
    losses = np.zeros(epochs)
    for epoch in range(epochs):
        error = X @ weights + bias - y
        losses[epoch:] = np.mean(error**2)  # also for the epochs that will not be needed
        if epoch and abs(losses[epoch - 1] - losses[epoch]) < 1e-12:
            break
        weights -= lr * 2 / n_samples * (error @ X)
        bias -= lr * 2 * error.mean()
    return weights, bias, losses
