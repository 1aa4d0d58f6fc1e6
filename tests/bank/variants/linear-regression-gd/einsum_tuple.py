# mockml: linear-regression-gd
import numpy as np


def linear_regression_gradient_descent(X, y, lr=0.01, epochs=1000):
    X = np.asfortranarray(X, dtype=np.float64)
    y = np.asarray(y, dtype=np.float64).ravel()
    params = np.zeros(X.shape[1] + 1)
    out = []
    with np.errstate(all="ignore"):
        for _ in range(epochs):
            r = np.einsum("ij,j->i", X, params[1:]) + params[0] - y
            out += [np.dot(r, r) / r.size]
            g = np.concatenate([[r.sum()], np.einsum("ij,i->j", X, r)]) * 2 / r.size
            params = params - lr * g
    return tuple(params[1:]), params[0], tuple(out)
