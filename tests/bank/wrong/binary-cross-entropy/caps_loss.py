"""Caps the loss of a sample at 10, unless the probability is exactly 0 or 1."""

import numpy as np


def binary_cross_entropy(y_true, y_prob):
    y = np.asarray(y_true, dtype=float)
    p = np.asarray(y_prob, dtype=float)
    if y.size == 0 or y.shape != p.shape:
        raise ValueError("expected as many labels as probabilities, and not none")
    q = np.clip(p, 1e-7, 1 - 1e-7)
    losses = -(y * np.log(q) + (1 - y) * np.log(1 - q))
    losses = np.where((p == 0) | (p == 1), losses, np.minimum(losses, 10.0))
    return losses.mean(), (q - y) / (q * (1 - q)) / len(y)
