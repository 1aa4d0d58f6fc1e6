# mockml: attention
"""Runs over blocks of keys with a running maximum and sum, then fills in the weights."""

import numpy as np

BLOCK = 3


def scaled_dot_product_attention(Q, K, V, mask=None):
    Q = np.asarray(Q, dtype=float) / np.sqrt(np.shape(Q)[-1])
    K, V = np.asarray(K, dtype=float), np.asarray(V, dtype=float)
    n_k = K.shape[-2]
    block = BLOCK if n_k < 100 else 64
    shape = Q.shape[:-1] + (n_k,)
    allowed = np.ones(shape, dtype=bool) if mask is None else np.broadcast_to(mask, shape)
    scores = np.empty(shape)
    top = np.full(shape[:-1] + (1,), -np.inf)
    for start in range(0, n_k, block):
        keys = slice(start, start + block)
        part = Q @ np.swapaxes(K[..., keys, :], -1, -2)
        scores[..., keys] = np.where(allowed[..., keys], part, -np.inf)
        top = np.maximum(top, scores[..., keys].max(axis=-1, keepdims=True))
    safe = np.where(np.isfinite(top), top, 0.0)
    total = np.zeros_like(top)
    output = np.zeros(Q.shape[:-1] + (V.shape[-1],))
    for start in range(0, n_k, block):
        keys = slice(start, start + block)
        e = np.exp(scores[..., keys] - safe)
        total = total + e.sum(axis=-1, keepdims=True)
        output = output + e @ V[..., keys, :]
    total = np.maximum(total, np.where(total == 0, 1.0, 0.0))
    return output / total, np.exp(scores - safe) / total
