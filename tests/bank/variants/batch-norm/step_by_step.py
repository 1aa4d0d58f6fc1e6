# mockml: batch-norm
import numpy as np


def batchnorm_forward(x, gamma, beta, running_mean, running_var, momentum=0.9, eps=1e-5, training=True):
    x = np.array(x, dtype=float)
    gamma, beta = np.array(gamma, dtype=float), np.array(beta, dtype=float)
    rm, rv = np.array(running_mean, dtype=float), np.array(running_var, dtype=float)
    if not training:
        return gamma * (x - rm) / np.sqrt(rv + eps) + beta, None, rm, rv
    n = x.shape[0]
    mu = x.sum(axis=0) / n
    xmu = x - mu
    sq = xmu**2
    var = sq.sum(axis=0) / n
    sqrtvar = np.sqrt(var + eps)
    ivar = 1.0 / sqrtvar
    xhat = xmu * ivar
    out = gamma * xhat + beta
    rm = momentum * rm + (1 - momentum) * mu
    rv = momentum * rv + (1 - momentum) * var
    cache = dict(xhat=xhat, gamma=gamma, xmu=xmu, ivar=ivar, sqrtvar=sqrtvar, var=var, eps=eps)
    return out, cache, rm, rv


def batchnorm_backward(dout, cache):
    """Every node of the graph by itself."""
    dout = np.array(dout, dtype=float)
    n, d = dout.shape
    c = cache
    dbeta = dout.sum(axis=0)
    dgamma = (dout * c["xhat"]).sum(axis=0)
    dxhat = dout * c["gamma"]
    divar = (dxhat * c["xmu"]).sum(axis=0)
    dxmu1 = dxhat * c["ivar"]
    dsqrtvar = -1.0 / c["sqrtvar"] ** 2 * divar
    dvar = 0.5 / np.sqrt(c["var"] + c["eps"]) * dsqrtvar
    dsq = np.ones((n, d)) / n * dvar
    dxmu2 = 2 * c["xmu"] * dsq
    dx1 = dxmu1 + dxmu2
    dmu = -dx1.sum(axis=0)
    return dx1 + np.ones((n, d)) / n * dmu, dgamma, dbeta
