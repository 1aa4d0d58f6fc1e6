"""Copies first and updates the copies in place; float32 is kept, integers become floats."""

import numpy as np


def copied(values):
    out = {}
    for name, value in values.items():
        a = np.array(value)
        out[name] = a if a.dtype.kind == "f" else a.astype(np.float64)
    return out


def sgd_step(params, grads, velocity, lr, momentum):
    params, grads = copied(params), copied(grads)
    velocity = {k: np.zeros_like(p) for k, p in params.items()} if velocity is None else copied(velocity)
    for k in params:
        velocity[k] *= momentum
        velocity[k] += grads[k]
        params[k] -= lr * velocity[k]
    return params, velocity
