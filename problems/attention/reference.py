"""Scaled dot-product attention (Vaswani et al., "Attention Is All You Need", 2017, section 3.2.1)."""

import numpy as np


def scaled_dot_product_attention(Q, K, V, mask=None):
    """Attend from queries Q (..., n_q, d) to keys K (..., n_k, d); returns V's mixtures and the weights."""
    Q, K, V = (np.asarray(array, dtype=float) for array in (Q, K, V))
    scores = Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[-1])  # (..., n_q, n_k)
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    top = scores.max(axis=-1, keepdims=True)  # (..., n_q, 1)
    top = np.where(np.isinf(top), 0, top)  # nothing is allowed: minus infinity less itself would be NaN
    weights = np.exp(scores - top)  # at most 1
    total = weights.sum(axis=-1, keepdims=True)
    weights = weights / np.where(total == 0, 1, total)
    return weights @ V, weights
