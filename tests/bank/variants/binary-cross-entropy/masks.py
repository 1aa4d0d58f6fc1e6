# mockml: binary-cross-entropy
import numpy as np


def _check(a, b):
    if len(a) != len(b):
        raise ValueError(f"{len(a)} labels, {len(b)} probabilities")
    if not len(a):
        raise ValueError("the batch is empty")


def binary_cross_entropy(y_true, y_prob):
    _check(y_true, y_prob)
    positive = np.asarray(y_true) > 0.5
    p = np.asarray(y_prob, dtype=float).copy()
    np.clip(p, np.finfo(float).eps, 1 - np.finfo(float).eps, out=p)
    per_sample = np.empty(len(p))
    per_sample[positive] = -np.log(p[positive])
    per_sample[~positive] = -np.log(1 - p[~positive])
    grad = np.empty(len(p))
    grad[positive] = -1 / p[positive]
    grad[~positive] = 1 / (1 - p[~positive])
    grad /= len(p)
    return per_sample.sum() / len(p), grad.tolist()
