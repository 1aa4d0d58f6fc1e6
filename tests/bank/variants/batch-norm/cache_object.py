# mockml: batch-norm
from dataclasses import dataclass

import numpy as np


@dataclass
class Cache:
    centred: np.ndarray
    inverse: np.ndarray
    gamma: np.ndarray

    @property
    def normal(self):
        return self.centred * self.inverse


def batchnorm_forward(x, gamma, beta, running_mean, running_var, momentum=0.9, eps=1e-5, training=True):
    x = np.asarray(x, dtype=np.float64)
    running_mean = np.asarray(running_mean, dtype=np.float64)
    running_var = np.asarray(running_var, dtype=np.float64)
    mean = np.mean(x, axis=0) if training else running_mean
    var = np.mean(np.square(x - mean), axis=0) if training else running_var
    cache = Cache(x - mean, (var + eps) ** -0.5, np.asarray(gamma, dtype=np.float64))
    if training:
        running_mean = running_mean + (1 - momentum) * (mean - running_mean)
        running_var = running_var + (1 - momentum) * (var - running_var)
    return cache.gamma * cache.normal + np.asarray(beta), cache, running_mean, running_var


def batchnorm_backward(dout, cache):
    dout = np.asarray(dout, dtype=np.float64)
    n = len(dout)
    hat = cache.normal
    dbeta, dgamma = dout.sum(0), np.einsum("nd,nd->d", dout, hat)
    dx = cache.gamma * cache.inverse / n * (n * dout - dbeta - hat * dgamma)
    return dx, dgamma, dbeta
