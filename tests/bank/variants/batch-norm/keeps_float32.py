# mockml: batch-norm
import numpy as np


def _f(a):
    a = np.asarray(a)
    return a if a.dtype in (np.float32, np.float64) else a.astype(float)


def batchnorm_forward(x, gamma, beta, running_mean, running_var, momentum=0.9, eps=1e-5, training=True):
    x, gamma, beta, rm, rv = _f(x), _f(gamma), _f(beta), _f(running_mean), _f(running_var)
    t = x.dtype.type
    mu, var = (x.mean(0), x.var(0)) if training else (rm, rv)
    inv = 1 / np.sqrt(var + t(eps))
    xn = (x - mu) * inv
    if training:
        rm = t(momentum) * rm + t(1 - momentum) * mu
        rv = t(momentum) * rv + t(1 - momentum) * var
    return xn * gamma + beta, [xn, inv, gamma], rm, rv


def batchnorm_backward(dout, cache):
    xn, inv, gamma = cache
    g = _f(dout)
    db = np.add.reduce(g, axis=0)
    dg = np.add.reduce(g * xn, axis=0)
    k = g.dtype.type(1) / g.dtype.type(g.shape[0])
    return gamma * inv * (g - k * db - k * xn * dg), dg, db
