"""float32 is kept; work along the last axis after a swap, in place in a copy."""

import numpy as np


def prepared(scores, axis):
    a = np.array(scores)
    if not np.issubdtype(a.dtype, np.floating):
        a = a.astype(float)
    a = np.swapaxes(a, axis, -1)
    a -= np.amax(a, axis=-1)[..., None]
    return a


def softmax(scores, axis=-1):
    a = prepared(scores, axis)
    np.exp(a, out=a)
    a /= np.einsum("...i->...", a)[..., None]
    return np.swapaxes(a, axis, -1)


def log_softmax(scores, axis=-1):
    a = prepared(scores, axis)
    a -= np.log(np.sum(np.exp(a), axis=-1))[..., None]
    return np.swapaxes(a, -1, axis)
