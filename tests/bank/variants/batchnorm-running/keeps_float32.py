"""Stays in float32 where it comes; a named tuple back, and the rows normalized in place on a copy."""

from collections import namedtuple

import numpy as np

Running = namedtuple("Running", ["mean", "var"])


def floats(array):
    array = np.array(array)
    return array if array.dtype == np.float32 else array.astype(np.float64)


def update_running(x, running_mean, running_var, momentum=0.9):
    x = floats(x)
    keep, take = x.dtype.type(momentum), x.dtype.type(1 - momentum)
    mean = np.average(x, axis=0)
    var = ((x - mean) ** 2).sum(axis=0) / x.dtype.type(x.shape[0])
    return Running(keep * floats(running_mean) + take * mean, keep * floats(running_var) + take * var)


def batchnorm_inference(x, gamma, beta, running_mean, running_var, eps=1e-5):
    out = floats(x)
    out -= floats(running_mean)
    out *= floats(gamma) * (floats(running_var) + out.dtype.type(eps)) ** out.dtype.type(-0.5)
    out += floats(beta)
    return out
