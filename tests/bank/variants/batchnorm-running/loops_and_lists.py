"""Pure Python, feature by feature; lists and a tuple out."""

from math import fsum, sqrt


def update_running(x, running_mean, running_var, momentum=0.9):
    n, means, variances = len(x), [], []
    for j in range(len(running_mean)):
        column = [float(row[j]) for row in x]
        mean = fsum(column) / n
        var = fsum((v - mean) ** 2 for v in column) / n
        means.append(momentum * float(running_mean[j]) + (1 - momentum) * mean)
        variances.append(momentum * float(running_var[j]) + (1 - momentum) * var)
    return means, variances


def batchnorm_inference(x, gamma, beta, running_mean, running_var, eps=1e-5):
    slopes = [float(g) / sqrt(float(v) + eps) for g, v in zip(gamma, running_var, strict=True)]
    return [
        [s * (float(v) - float(m)) + float(b) for v, m, s, b in zip(row, running_mean, slopes, beta, strict=True)]
        for row in x
    ]
