"""Gradient descent with momentum (Polyak, 1964; Sutskever, Martens, Dahl, Hinton, ICML 2013)."""

import numpy as np


def sgd_step(params, grads, velocity, lr, momentum):
    moved, faster = {}, {}
    for name in params:
        old = 0 if velocity is None else velocity[name]
        faster[name] = momentum * np.asarray(old, dtype=float) + np.asarray(grads[name], dtype=float)
        moved[name] = np.asarray(params[name], dtype=float) - lr * faster[name]
    return moved, faster
