"""Clips the items of a list in the caller's own list."""

import numpy as np


def binary_cross_entropy(y_true, y_prob):
    if len(y_true) != len(y_prob) or len(y_true) == 0:
        raise ValueError("expected as many labels as probabilities, and not none")
    if isinstance(y_prob, list):
        for i, p in enumerate(y_prob):
            y_prob[i] = min(max(p, 1e-7), 1 - 1e-7)
    y = np.asarray(y_true, dtype=float)
    q = np.clip(np.asarray(y_prob, dtype=float), 1e-7, 1 - 1e-7)
    loss = -np.mean(y * np.log(q) + (1 - y) * np.log(1 - q))
    return loss, (q - y) / (q * (1 - q)) / len(y)
