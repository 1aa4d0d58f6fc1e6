"""Two comprehensions, velocity.get with a default; lists back where NumPy is not needed."""

import numpy as np


def floats(value):
    return np.array(value, dtype=np.float64)


def sgd_step(params, grads, velocity, lr, momentum):
    velocity = velocity or {}
    new_velocity = {k: momentum * floats(velocity.get(k, 0.0)) + floats(g) for k, g in grads.items()}
    return {k: (floats(p) - lr * new_velocity[k]).tolist() for k, p in params.items()}, new_velocity
