"""Masked attention weights (Vaswani et al., "Attention Is All You Need", 2017, section 3.2.3)."""

import numpy as np


def masked_weights(scores, mask):
    scores = np.where(mask, np.asarray(scores, dtype=float), -np.inf)  # (..., n_q, n_k)
    top = scores.max(axis=-1, keepdims=True)  # (..., n_q, 1)
    top = np.where(np.isinf(top), 0, top)  # nothing is allowed: minus infinity less itself would be NaN
    weights = np.exp(scores - top)  # at most 1, and 0 where it is forbidden
    total = weights.sum(axis=-1, keepdims=True)
    return weights / np.where(total == 0, 1, total)
