# mockml: binary-cross-entropy
import numpy as np


def binary_cross_entropy(y_true, y_prob):
    y = np.fromiter((float(v) for v in y_true), dtype=float)
    p = np.fromiter((float(v) for v in y_prob), dtype=float)
    if y.size != p.size:
        raise ValueError
    if y.size == 0:
        raise ValueError
    p[p < 1e-12] = 1e-12
    p[p > 1 - 1e-12] = 1 - 1e-12
    n = y.size
    loss = -(y @ np.log(p) + (1 - y) @ np.log(1 - p)) / n
    grad = np.empty(n)
    for start in range(0, n, 4096):
        part = slice(start, start + 4096)
        grad[part] = (p[part] - y[part]) / (n * p[part] * (1 - p[part]))
    return np.array(loss), grad
