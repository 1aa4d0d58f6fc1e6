# mockml: batch-norm
"""Works on features as rows, and prints a little."""

import numpy as np


def batchnorm_forward(x, gamma, beta, running_mean, running_var, momentum=0.9, eps=1e-5, training=True):
    F = np.asarray(x, dtype="f8").T
    g, b = np.asarray(gamma, dtype="f8")[:, None], np.asarray(beta, dtype="f8")[:, None]
    rm, rv = np.asarray(running_mean, dtype="f8"), np.asarray(running_var, dtype="f8")
    if training:
        m = F.mean(axis=1)
        v = F.var(axis=1)
        print("batch statistics", m, v)
        rm, rv = momentum * rm + (1 - momentum) * m, momentum * rv + (1 - momentum) * v
    else:
        m, v = rm, rv
    sd = np.sqrt(v + eps)[:, None]
    Z = (F - m[:, None]) / sd
    return (g * Z + b).T, (Z, g, sd), rm, rv


def batchnorm_backward(dout, cache):
    Z, g, sd = cache
    D = np.asarray(dout, dtype="f8").T
    G = D * g
    n = G.shape[1]
    P = np.eye(n) - np.full((n, n), 1 / n)
    dX = G @ P
    dX = (dX - Z * np.mean(G * Z, axis=1, keepdims=True)) / sd
    return dX.T.tolist(), (D * Z).sum(axis=1).tolist(), D.sum(axis=1).tolist()
