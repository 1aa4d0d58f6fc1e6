# mockml: attention
import numpy as np


def scaled_dot_product_attention(Q, K, V, mask=None):
    Q = np.array(Q, dtype=np.float64)
    K = np.array(K, dtype=np.float64)
    V = np.array(V, dtype=np.float64)
    logits = np.einsum("...qd,...kd->...qk", Q, K) * Q.shape[-1] ** -0.5
    allowed = np.full(logits.shape, True)
    if mask is not None:
        allowed = allowed & np.array(mask, dtype=bool)
    low = np.where(allowed, logits, -np.inf).max(-1)[..., None]
    low = np.nan_to_num(low, neginf=0.0, posinf=None)
    weights = np.zeros_like(logits)
    shifted = logits - low
    weights[allowed] = np.exp(shifted[allowed])
    norm = weights.sum(-1, keepdims=True)
    np.divide(weights, norm, out=weights, where=norm > 0)
    return np.einsum("...qk,...kv->...qv", weights, V), weights
