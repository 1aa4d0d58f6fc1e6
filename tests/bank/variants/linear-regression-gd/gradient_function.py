# mockml: linear-regression-gd
"""The loss and its gradient by one function, and a loop that knows nothing of regression."""

import numpy as np


def mse(params, X, y):
    *w, b = params
    r = X @ np.array(w) + b - y
    grad = np.append(2 * (X * r[:, None]).mean(axis=0), 2 * r.mean())
    return r.dot(r) / r.size, grad


def descend(f, start, lr, steps):
    params, seen = start, []
    for _ in range(steps):
        value, grad = f(params)
        seen.append(value)
        params = params - lr * grad
    return params, seen


def linear_regression_gradient_descent(X, y, lr=0.01, epochs=1000):
    X = np.array([list(map(float, row)) for row in X])
    y = np.array(list(map(float, y)))
    params, seen = descend(lambda p: mse(p, X, y), np.zeros(X.shape[1] + 1), lr, epochs)
    return params[:-1], float(params[-1]), np.array(seen)
