"""Stays in float32 where it comes, works in place on copies, and uses einsum for the squares."""

import numpy as np


def batchnorm_train(x, gamma, beta, eps=1e-5):
    out = np.array(x)
    if out.dtype not in (np.float32, np.float64):
        out = out.astype(np.float64)
    out -= np.average(out, axis=0)
    var = np.einsum("nd,nd->d", out, out) / out.dtype.type(len(out))
    out /= np.sqrt(var + out.dtype.type(eps))
    out *= np.asarray(gamma).astype(out.dtype)
    out += np.asarray(beta).astype(out.dtype)
    return out
