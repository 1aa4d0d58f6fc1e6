# assumes: variance
"""Batch normalization, forward and backward (Ioffe and Szegedy, "Batch Normalization", 2015, algorithms 1 and 2)."""

import numpy as np


def batchnorm_forward(x, gamma, beta, running_mean, running_var, momentum=0.9, eps=1e-5, training=True):
    """Normalize each feature of x (n, d); returns out (n, d), a cache, and the new running statistics (d,)."""
    x, gamma, beta, running_mean, running_var = (
        np.asarray(array, dtype=float) for array in (x, gamma, beta, running_mean, running_var)
    )
    if training:
        mean, var = x.mean(axis=0), x.var(axis=0)  # (d,), divided by n
        running_mean = momentum * running_mean + (1 - momentum) * mean
        running_var = momentum * running_var + (1 - momentum) * x.var(axis=0, ddof=min(1, len(x) - 1))
    else:
        mean, var = running_mean, running_var
    std = np.sqrt(var + eps)
    x_hat = (x - mean) / std  # (n, d)
    return gamma * x_hat + beta, (x_hat, gamma, std), running_mean, running_var


def batchnorm_backward(dout, cache):
    """The gradients dx (n, d), dgamma (d,), dbeta (d,) for the gradient dout (n, d) of the output."""
    x_hat, gamma, std = cache
    dout = np.asarray(dout, dtype=float)
    dgamma = (dout * x_hat).sum(axis=0)
    dbeta = dout.sum(axis=0)
    dx_hat = gamma * dout  # (n, d)
    # Mean and variance depend on every row, so each row's gradient loses its part along 1 and along x_hat.
    dx = (dx_hat - dx_hat.mean(axis=0) - x_hat * (dx_hat * x_hat).mean(axis=0)) / std
    return dx, dgamma, dbeta
