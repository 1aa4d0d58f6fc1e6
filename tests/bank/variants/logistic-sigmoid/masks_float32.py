"""Boolean masks on an array of one dimension at least, in the floating dtype that came."""

import numpy as np


def sigmoid(z):
    z = np.asarray(z)
    x = np.atleast_1d(z).astype(z.dtype if z.dtype.kind == "f" else np.float64)
    out = np.empty_like(x)
    positive = x > 0
    out[positive] = 1 / (1 + np.exp(-x[positive]))
    e = np.exp(x[~positive])
    out[~positive] = e / (1 + e)
    return out.reshape(z.shape)
