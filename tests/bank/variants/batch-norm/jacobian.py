# mockml: batch-norm
import numpy as np

_kept = {}


def batchnorm_forward(x, gamma, beta, running_mean, running_var, momentum=0.9, eps=1e-5, training=True):
    x = np.asarray(x, dtype=float)
    mean = x.mean(axis=0) if training else np.asarray(running_mean, dtype=float)
    var = x.var(axis=0) if training else np.asarray(running_var, dtype=float)
    std = np.sqrt(var + eps)
    hat = (x - mean) / std
    ticket = len(_kept)
    _kept[ticket] = hat, std, np.asarray(gamma, dtype=float)
    out = np.asarray(gamma) * hat + np.asarray(beta)
    if not training:
        return out, ticket, np.array(running_mean, dtype=float), np.array(running_var, dtype=float)
    keep, take = momentum, 1 - momentum
    return out, ticket, keep * np.asarray(running_mean) + take * mean, keep * np.asarray(running_var) + take * var


def batchnorm_backward(dout, cache):
    """The Jacobian of each feature, written out."""
    hat, std, gamma = _kept[cache]
    dout = np.asarray(dout, dtype=float)
    n = len(dout)
    dx = np.empty_like(dout)
    for j in range(dout.shape[1]):
        h = hat[:, j]
        J = (np.eye(n) - 1.0 / n - np.outer(h, h) / n) * gamma[j] / std[j]
        dx[:, j] = J.T @ dout[:, j]
    return dx, np.sum(dout * hat, axis=0), np.sum(dout, axis=0)
