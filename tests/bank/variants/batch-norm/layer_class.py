# mockml: batch-norm
import numpy as np


class BatchNorm:
    def __init__(self, momentum, eps):
        self.momentum, self.eps = momentum, eps

    def train(self, x, gamma, beta):
        self.mu = x.mean(axis=0, keepdims=True)
        self.var = ((x - self.mu) ** 2).mean(axis=0, keepdims=True)
        self.x, self.gamma = x, gamma
        return self.apply(x, gamma, beta, self.mu, self.var)

    def apply(self, x, gamma, beta, mu, var):
        return gamma * ((x - mu) / np.sqrt(var + self.eps)) + beta

    def mix(self, old, new):
        return self.momentum * old + (1.0 - self.momentum) * new

    def back(self, g):
        m = len(self.x)
        c = self.x - self.mu
        s = self.var + self.eps
        gx = g * self.gamma
        gvar = np.sum(gx * c, axis=0) * -0.5 * s**-1.5
        gmu = -np.sum(gx, axis=0) * s**-0.5 + gvar * np.mean(-2.0 * c, axis=0)
        dx = gx * s**-0.5 + gvar * 2.0 * c / m + gmu / m
        return dx, np.sum(g * c * s**-0.5, axis=0), g.sum(axis=0)


def batchnorm_forward(x, gamma, beta, running_mean, running_var, momentum=0.9, eps=1e-5, training=True):
    x = np.asarray(x, float)
    gamma, beta = np.asarray(gamma, float), np.asarray(beta, float)
    old_mean, old_var = np.asarray(running_mean, float), np.asarray(running_var, float)
    layer = BatchNorm(momentum, eps)
    if training:
        out = layer.train(x, gamma, beta)
        return out, layer, layer.mix(old_mean, layer.mu[0]), layer.mix(old_var, layer.var[0])
    return layer.apply(x, gamma, beta, old_mean, old_var), layer, old_mean.copy(), old_var.copy()


def batchnorm_backward(dout, cache):
    return cache.back(np.asarray(dout, float))


if __name__ == "__main__":
    o, z = np.ones(2), np.zeros(2)
    print(batchnorm_forward(np.eye(2), o, z, z, o)[0])
