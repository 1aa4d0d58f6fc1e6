# mockml: attention
import numpy as np


def one(q, k, v, allowed):
    out = np.zeros((len(q), v.shape[1]))
    weights = np.zeros((len(q), len(k)))
    for i in range(len(q)):
        keys = np.flatnonzero(allowed[i])
        if not len(keys):
            continue
        s = k[keys].dot(q[i]) / np.sqrt(k.shape[1])
        e = np.exp(s - np.max(s))
        weights[i, keys] = e / e.sum()
        out[i] = weights[i, keys].dot(v[keys])
    return out, weights


def scaled_dot_product_attention(Q, K, V, mask=None):
    """Flatten the leading axes, loop, and reshape."""
    Q, K, V = np.asarray(Q, dtype=float), np.asarray(K, dtype=float), np.asarray(V, dtype=float)
    batch = Q.shape[:-2]
    n = int(np.prod(batch))
    shape = batch + (Q.shape[-2], K.shape[-2])
    allowed = np.broadcast_to(True if mask is None else np.asarray(mask, bool), shape).reshape((n,) + shape[-2:])
    flat = [a.reshape((n,) + a.shape[-2:]) for a in (Q, K, V)]
    results = [one(q, k, v, m) for q, k, v, m in zip(*flat, allowed)]
    out = np.array([r[0] for r in results]).reshape(batch + (Q.shape[-2], V.shape[-1]))
    return out, np.array([r[1] for r in results]).reshape(shape)
