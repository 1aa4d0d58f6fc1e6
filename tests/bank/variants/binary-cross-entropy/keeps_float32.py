# mockml: binary-cross-entropy
import numpy as np


def binary_cross_entropy(y_true, y_prob):
    p = np.array(y_prob)
    if p.dtype not in (np.float32, np.float64):  # an integer array cannot hold an epsilon
        p = p.astype(np.float64)
    y = np.array(y_true).astype(p.dtype)
    if p.shape != y.shape or y.size < 1:
        raise ValueError(f"shapes {y.shape} and {p.shape}")
    eps = p.dtype.type(1e-7)
    p = np.clip(p, eps, p.dtype.type(1) - eps)
    loss = -(y * np.log(p) + (1 - y) * np.log(1 - p)).mean()
    return loss, -(y / p - (1 - y) / (1 - p)) / p.dtype.type(len(p))
