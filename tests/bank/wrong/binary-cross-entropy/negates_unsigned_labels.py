"""Negates the labels in their own dtype, so that an unsigned 1 becomes 255 in the gradient."""

import numpy as np


def binary_cross_entropy(y_true, y_prob):
    y = np.asarray(y_true)
    p = np.asarray(y_prob, dtype=float)
    if y.size == 0 or y.shape != p.shape:
        raise ValueError("expected as many labels as probabilities, and not none")
    q = np.clip(p, 1e-7, 1 - 1e-7)
    loss = -np.mean(y * np.log(q) + (1 - y) * np.log(1 - q))
    return loss, (-y / q + (1 - y) / (1 - q)) / y.size
