# mockml: binary-cross-entropy
import math


def binary_cross_entropy(y_true, y_prob):
    if len(y_true) != len(y_prob):
        raise ValueError("lengths differ")
    n = len(y_true)
    if n == 0:
        raise ValueError("no samples")
    eps = 1e-9
    total = 0.0
    grad = []
    for label, prob in zip(y_true, y_prob):
        p = min(max(float(prob), eps), 1.0 - eps)
        if label:
            total -= math.log(p)
            grad.append(-1.0 / p / n)
        else:
            total -= math.log1p(-p)
            grad.append(1.0 / (1.0 - p) / n)
    return total / n, grad
