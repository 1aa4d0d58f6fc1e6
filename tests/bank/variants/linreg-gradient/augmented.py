"""A column of ones for the bias and the normal matrices: A^T A theta - A^T y; the bias comes back as an array."""

import numpy as np


def mse_gradient(X, y, weights, bias):
    X = np.array(X, dtype=np.float64)
    A = np.hstack([X, np.ones((X.shape[0], 1))])
    theta = np.concatenate([np.array(weights, dtype=np.float64), [bias]])[:, None]
    target = np.array(y, dtype=np.float64).reshape(-1, 1)
    grad = (2.0 / X.shape[0]) * (A.T.dot(A).dot(theta) - A.T.dot(target))
    return [grad[:-1, 0], grad[-1]]
