"""Binary cross-entropy and its gradient (Goodfellow, Bengio, Courville, "Deep Learning", 2016, section 6.2.2)."""

import numpy as np

EPSILON = 1e-12


def binary_cross_entropy(y_true, y_prob):
    """The mean loss of y_prob (n,) for the labels y_true (n,), and its gradient with respect to y_prob (n,)."""
    y = np.asarray(y_true, dtype=float)
    p = np.asarray(y_prob, dtype=float)
    n = len(y)
    if n == 0:
        raise ValueError("an empty batch has no mean")
    if n != len(p):
        raise ValueError("one probability for each label")
    p = np.clip(p, EPSILON, 1 - EPSILON)  # log 0 is infinite
    loss = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
    grad = (p - y) / (p * (1 - p)) / n  # (n,)
    return loss, grad
