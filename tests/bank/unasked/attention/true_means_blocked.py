# assumes: mask-meaning, mask-shape, nothing-allowed, stability
import numpy as np


def scaled_dot_product_attention(Q, K, V, mask=None):
    Q, K, V = (np.asarray(a, dtype=float) for a in (Q, K, V))
    s = Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[-1])
    if mask is not None:
        s = np.where(mask, -np.inf, s)
    s = s - np.nan_to_num(s.max(axis=-1, keepdims=True), neginf=0.0)
    e = np.exp(s)
    total = e.sum(axis=-1, keepdims=True)
    w = e / np.where(total == 0, 1, total)
    return w @ V, w
