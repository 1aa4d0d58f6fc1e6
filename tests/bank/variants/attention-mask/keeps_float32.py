"""float32 is kept; reductions with where= and no minus infinity in the exponential; a product with the mask at the end."""

import numpy as np


def masked_weights(scores, mask):
    s = np.asarray(scores)
    s = s if s.dtype.kind == "f" else s.astype(np.float64)
    m = np.broadcast_to(np.asarray(mask, dtype=bool), s.shape)
    top = np.max(s, axis=-1, keepdims=True, where=m, initial=np.finfo(s.dtype).min)
    s = np.where(m, s, top)
    e = np.exp(s - top) * m
    total = e.sum(-1, keepdims=True)
    return np.divide(e, total, out=np.zeros_like(e), where=total > 0)
