"""The running statistics of batch normalization (Ioffe and Szegedy, "Batch Normalization", 2015, section 3.1)."""

import numpy as np


def update_running(x, running_mean, running_var, momentum=0.9):
    x, mean, var = (np.asarray(array, dtype=float) for array in (x, running_mean, running_var))
    new_mean = momentum * mean + (1 - momentum) * x.mean(axis=0)  # (d,)
    new_var = momentum * var + (1 - momentum) * x.var(axis=0)  # (d,), divided by n
    return new_mean, new_var


def batchnorm_inference(x, gamma, beta, running_mean, running_var, eps=1e-5):
    x, gamma, beta, mean, var = (
        np.asarray(array, dtype=float) for array in (x, gamma, beta, running_mean, running_var)
    )
    return gamma * (x - mean) / np.sqrt(var + eps) + beta  # (n, d)
