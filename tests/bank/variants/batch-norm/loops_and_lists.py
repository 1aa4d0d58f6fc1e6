# mockml: batch-norm
import math


def batchnorm_forward(x, gamma, beta, running_mean, running_var, momentum=0.9, eps=1e-5, training=True):
    n, d = len(x), len(x[0])
    out = [[0.0] * d for _ in range(n)]
    hat = [[0.0] * d for _ in range(n)]
    new_mean, new_var, stds = [], [], []
    for j in range(d):
        column = [float(x[i][j]) for i in range(n)]
        old_mean, old_var = float(running_mean[j]), float(running_var[j])
        if training:
            m = math.fsum(column) / n
            v = math.fsum((c - m) ** 2 for c in column) / n
            new_mean.append(momentum * old_mean + (1 - momentum) * m)
            new_var.append(momentum * old_var + (1 - momentum) * v)
        else:
            m, v = old_mean, old_var
            new_mean.append(m)
            new_var.append(v)
        s = math.sqrt(v + eps)
        stds.append(s)
        for i in range(n):
            hat[i][j] = (column[i] - m) / s
            out[i][j] = float(gamma[j]) * hat[i][j] + float(beta[j])
    return out, (hat, [float(g) for g in gamma], stds), new_mean, new_var


def batchnorm_backward(dout, cache):
    hat, gamma, stds = cache
    n, d = len(dout), len(dout[0])
    dx = [[0.0] * d for _ in range(n)]
    dgamma, dbeta = [0.0] * d, [0.0] * d
    for j in range(d):
        g = [float(dout[i][j]) for i in range(n)]
        dbeta[j] = sum(g)
        dgamma[j] = sum(g[i] * hat[i][j] for i in range(n))
        for i in range(n):
            dx[i][j] = gamma[j] / (n * stds[j]) * (n * g[i] - dbeta[j] - hat[i][j] * dgamma[j])
    return dx, dgamma, dbeta
