"""Pure Python: sample by sample with math.exp; lists and a tuple out."""

import math


def probability(z):
    if z >= 0:
        return 1 / (1 + math.exp(-z))
    e = math.exp(z)
    return e / (1 + e)


def logistic_gradient(X, y, weights, bias, l2=0.0):
    w = [float(v) for v in weights]
    grad, grad_b = [l2 * v for v in w], 0.0
    for row, label in zip(X, y, strict=True):
        row = [float(v) for v in row]
        error = probability(sum(a * b for a, b in zip(w, row, strict=True)) + float(bias)) - int(label)
        for j, x in enumerate(row):
            grad[j] += error * x / len(y)
        grad_b += error / len(y)
    return grad, grad_b
