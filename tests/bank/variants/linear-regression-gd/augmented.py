# mockml: linear-regression-gd
import numpy as np


def linear_regression_gradient_descent(X, y, lr=0.01, epochs=1000):
    X = np.array(X, dtype=float)
    A = np.hstack([X, np.ones((X.shape[0], 1))])
    t = np.array(y, dtype=float).reshape(-1, 1)
    theta = np.zeros((A.shape[1], 1))
    losses = np.empty(epochs)
    for i in range(epochs):
        e = A.dot(theta) - t
        losses[i] = float((e.T @ e)[0, 0]) / len(A)
        theta -= lr * (2.0 / len(A)) * A.T.dot(e)
    return theta[:-1, 0], theta[-1], losses
