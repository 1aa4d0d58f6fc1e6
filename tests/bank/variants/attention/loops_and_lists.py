# mockml: attention
import math

import numpy as np


def softmax(row):
    allowed = [s for s in row if s is not None]
    if not allowed:
        return [0.0] * len(row)
    top = max(allowed)
    e = [0.0 if s is None else math.exp(s - top) for s in row]
    total = sum(e)
    return [v / total for v in e]


def flat(Q, K, V, mask):
    d = len(Q[0])
    weights = []
    for i, q in enumerate(Q):
        row = []
        for j, k in enumerate(K):
            ok = mask is None or bool(mask[i][j])
            row.append(sum(float(a) * float(b) for a, b in zip(q, k)) / math.sqrt(d) if ok else None)
        weights.append(softmax(row))
    out = [[sum(w * float(v[c]) for w, v in zip(row, V)) for c in range(len(V[0]))] for row in weights]
    return out, weights


def scaled_dot_product_attention(Q, K, V, mask=None):
    Q, K, V = np.asarray(Q), np.asarray(K), np.asarray(V)
    shape = Q.shape[:-1] + (K.shape[-2],)
    full = None if mask is None else np.broadcast_to(np.asarray(mask), shape)
    if Q.ndim == 2:
        return flat(Q.tolist(), K.tolist(), V.tolist(), full)
    parts = [
        scaled_dot_product_attention(Q[i], K[i], V[i], None if full is None else full[i]) for i in range(Q.shape[0])
    ]
    return [p[0] for p in parts], [p[1] for p in parts]
