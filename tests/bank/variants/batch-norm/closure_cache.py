# mockml: batch-norm
import numpy as np


def batchnorm_forward(x, gamma, beta, running_mean, running_var, momentum=0.9, eps=1e-5, training=True):
    arrays = [np.array(a, dtype=float) for a in (x, gamma, beta, running_mean, running_var)]
    x, gamma, beta, running_mean, running_var = arrays
    if training:
        mean = np.average(x, axis=0)
        deviation = x - mean
        variance = (deviation * deviation).mean(axis=0)
        running_mean = running_mean * momentum + mean * (1 - momentum)
        running_var = running_var * momentum + variance * (1 - momentum)
    else:
        deviation, variance = x - running_mean, running_var
    root = np.sqrt(variance + eps)
    normal = deviation / root

    def backward(dout):
        projected = dout - dout.mean(axis=0)
        projected = projected - normal * (dout * normal).mean(axis=0)
        return projected * (gamma / root), (dout * normal).sum(axis=0), dout.sum(axis=0)

    return normal * gamma + beta, backward, running_mean, running_var


def batchnorm_backward(dout, cache):
    return cache(np.array(dout, dtype=float))
