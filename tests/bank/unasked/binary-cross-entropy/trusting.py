# assumes: empty, lengths
import numpy as np


def binary_cross_entropy(y_true, y_prob):
    y, p = np.asarray(y_true, dtype=float), np.asarray(y_prob, dtype=float)
    p = np.clip(p, 1e-12, 1 - 1e-12)
    if len(y) == 0:
        return 0.0, p
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)), (p - y) / (p * (1 - p)) / len(y)
