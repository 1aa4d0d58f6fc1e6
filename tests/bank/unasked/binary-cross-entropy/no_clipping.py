# assumes: certain
import numpy as np


def binary_cross_entropy(y_true, y_prob):
    y, p = np.asarray(y_true, dtype=float), np.asarray(y_prob, dtype=float)
    if y.shape != p.shape or y.size == 0:
        raise ValueError("bad batch")
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)), (p - y) / (p * (1 - p)) / len(y)
