"""Pure Python, sample by sample with math, two branches for the sign of the logit; lists and a tuple out."""

import math


def softplus(u):
    return u + math.log1p(math.exp(-u)) if u > 0 else math.log1p(math.exp(u))


def sigmoid(z):
    if z < 0:
        e = math.exp(z)
        return e / (1 + e)
    return 1 / (1 + math.exp(-z))


def bce_with_logits(y_true, logits):
    total, grad, n = 0.0, [], len(y_true)
    for label, logit in zip(y_true, logits, strict=True):
        label, logit = int(label), float(logit)
        total += softplus(-logit if label else logit)
        grad.append((sigmoid(logit) - label) / n)
    return total / n, grad
