"""Masked arrays: forbidden places are never computed with; zeros are filled in last."""

import numpy as np


def masked_weights(scores, mask):
    data = np.array(scores, dtype=np.float64)
    hidden = ~np.broadcast_to(np.array(mask), data.shape)
    data[hidden] = 0
    kept = np.ma.masked_array(data, mask=hidden)
    kept = kept - kept.max(axis=-1)[..., None]
    weights = np.ma.exp(kept)
    weights = weights / weights.sum(axis=-1)[..., None]
    return weights.filled(0.0)
