"""All parameters in one flat vector, updated at once and cut up again; a list of two back."""

import numpy as np


def flatten(values, names):
    return np.concatenate([np.ravel(values[name]) for name in names]).astype(float)


def sgd_step(params, grads, velocity, lr, momentum):
    names = list(params)
    p, g = flatten(params, names), flatten(grads, names)
    v = g if velocity is None else g + momentum * flatten(velocity, names)
    p = p - v * lr
    moved, faster, start = {}, {}, 0
    for name in names:
        shape = np.shape(params[name])
        size = int(np.prod(shape))
        moved[name] = p[start : start + size].reshape(shape)
        faster[name] = v[start : start + size].reshape(shape)
        start += size
    return [moved, faster]
