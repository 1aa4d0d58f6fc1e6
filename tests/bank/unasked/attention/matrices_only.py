# assumes: batch-axes, input-types, mask-shape, mask-meaning, nothing-allowed
import numpy as np


def scaled_dot_product_attention(Q, K, V, mask=None):
    s = np.dot(Q, np.asarray(K).T) / np.sqrt(np.shape(Q)[1])
    if mask is not None:
        s[~np.broadcast_to(mask, s.shape)] = -np.inf
    top = s.max(axis=1, keepdims=True)
    e = np.exp(s - np.where(np.isinf(top), 0, top))
    total = e.sum(axis=1, keepdims=True)
    w = e / np.where(total == 0, 1, total)
    return w @ V, w
