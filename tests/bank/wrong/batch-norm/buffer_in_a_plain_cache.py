"""Keeps the normalized rows in one buffer for each shape, and gives it out in every cache."""

import numpy as np


_buffers = {}


def batchnorm_forward(x, gamma, beta, running_mean, running_var, momentum=0.9, eps=1e-5, training=True):
    x, gamma, beta, running_mean, running_var = (
        np.asarray(a, dtype=np.float64) for a in (x, gamma, beta, running_mean, running_var)
    )
    if not training:
        out = gamma * (x - running_mean) / np.sqrt(running_var + eps) + beta
        return out, None, running_mean, running_var
    mean = x.mean(axis=0)
    var = x.var(axis=0)
    inv = 1.0 / np.sqrt(var + eps)
    xhat = _buffers.setdefault(x.shape, np.empty(x.shape))
    xhat[...] = (x - mean) * inv
    out = gamma * xhat + beta
    running_mean = momentum * running_mean + (1 - momentum) * mean
    running_var = momentum * running_var + (1 - momentum) * var
    return out, (xhat, gamma.copy(), inv), running_mean, running_var


def batchnorm_backward(dout, cache):
    xhat, gamma, inv = cache
    dout = np.asarray(dout, dtype=np.float64)
    dbeta = dout.sum(axis=0)
    dgamma = (dout * xhat).sum(axis=0)
    g = dout * gamma
    dx = inv * (g - g.mean(axis=0) - xhat * (g * xhat).mean(axis=0))
    return dx, dgamma, dbeta
