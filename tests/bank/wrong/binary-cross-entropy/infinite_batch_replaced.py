"""Repairs an infinite loss after the mean, so that one certain mistake sets the loss of the whole batch."""

import numpy as np


def binary_cross_entropy(y_true, y_prob):
    y = np.asarray(y_true, dtype=float)
    p = np.asarray(y_prob, dtype=float)
    if y.size == 0 or y.shape != p.shape:
        raise ValueError("expected as many labels as probabilities, and not none")
    with np.errstate(divide="ignore"):
        loss = -np.mean(np.where(y == 1, np.log(p), np.log1p(-p)))
    if not np.isfinite(loss):
        loss = -np.log(1e-8)
    return loss, np.where(y == 1, -1 / np.maximum(p, 1e-8), 1 / np.maximum(1 - p, 1e-8)) / y.size
