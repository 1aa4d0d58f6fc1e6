"""Stays in the dtype of the probabilities, and half precision rounds its epsilon away."""

import numpy as np


def binary_cross_entropy(y_true, y_prob):
    p = np.asarray(y_prob)
    if p.dtype.kind != "f":
        p = p.astype(float)
    y = np.asarray(y_true).astype(p.dtype)
    if len(y) == 0 or len(y) != len(p):
        raise ValueError("expected as many labels as probabilities, and not none")
    q = np.clip(p, 1e-7, 1 - 1e-7)
    loss = -np.mean(y * np.log(q) + (1 - y) * np.log(1 - q))
    return loss, (q - y) / (q * (1 - q)) / len(y)
