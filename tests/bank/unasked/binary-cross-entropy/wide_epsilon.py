# assumes: certain
import numpy as np


def binary_cross_entropy(y_true, y_prob):
    y, p = np.asarray(y_true, dtype=float), np.asarray(y_prob, dtype=float)
    if len(y) == 0 or len(y) != len(p):
        raise ValueError("bad batch")
    p = np.clip(p, 1e-4, 1 - 1e-4)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)), (p - y) / (p * (1 - p)) / len(y)
