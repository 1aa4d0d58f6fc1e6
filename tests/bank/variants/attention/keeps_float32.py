# mockml: attention
import numpy as np


def _float(a):
    a = np.asarray(a)
    return a if a.dtype in (np.float32, np.float64) else a.astype(np.float64)


def scaled_dot_product_attention(Q, K, V, mask=None):
    Q, K, V = _float(Q), _float(K), _float(V)
    s = np.matmul(Q / Q.dtype.type(np.sqrt(Q.shape[-1])), K.swapaxes(-2, -1))
    if mask is not None:
        s = np.where(mask, s, s.dtype.type(-np.inf))
    m = s.max(axis=-1, keepdims=True)
    empty = np.isneginf(m)
    w = np.exp(s - np.where(empty, 0, m).astype(s.dtype))
    w = w / np.where(empty, 1, w.sum(axis=-1, keepdims=True)).astype(s.dtype)
    return np.matmul(w, V), w
