"""Writes the gradient into one buffer for each length of batch, so that the next batch overwrites it."""

import numpy as np

_buffers = {}


def binary_cross_entropy(y_true, y_prob):
    y = np.asarray(y_true, dtype=float)
    p = np.asarray(y_prob, dtype=float)
    if y.size == 0 or y.shape != p.shape:
        raise ValueError
    q = np.clip(p, 1e-7, 1 - 1e-7)
    loss = -np.mean(y * np.log(q) + (1 - y) * np.log(1 - q))
    g = _buffers.setdefault(len(y), np.empty(len(y)))
    np.divide(q - y, q * (1 - q) * len(y), out=g)
    return loss, g
