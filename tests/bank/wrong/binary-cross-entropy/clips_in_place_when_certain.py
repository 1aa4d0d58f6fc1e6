"""Clips in place, and only where a probability is 0 or 1, so that most of the caller's arrays stay as they are."""

import numpy as np


def binary_cross_entropy(y_true, y_prob):
    y = np.asarray(y_true, dtype=float)
    p = np.asarray(y_prob, dtype=float)
    if y.size == 0 or y.shape != p.shape:
        raise ValueError("expected as many labels as probabilities, and not none")
    if p.min() <= 0 or p.max() >= 1:
        np.clip(p, 1e-7, 1 - 1e-7, out=p)
    loss = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
    return loss, (p - y) / (p * (1 - p)) / len(y)
