"""Binary cross-entropy from logits (Goodfellow, Bengio, Courville, "Deep Learning", 2016, 6.2.2.2: the softplus)."""

import numpy as np


def bce_with_logits(y_true, logits):
    y = np.asarray(y_true, dtype=float)  # (n,)
    z = np.asarray(logits, dtype=float)  # (n,)
    small = np.exp(-np.abs(z))  # in (0, 1]: never the exponential of a large number
    costs = np.maximum(z, 0) - y * z + np.log1p(small)  # (n,)
    probabilities = np.where(z >= 0, 1, small) / (1 + small)
    return costs.mean(), (probabilities - y) / len(y)
