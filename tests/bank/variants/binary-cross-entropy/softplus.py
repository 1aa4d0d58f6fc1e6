# mockml: binary-cross-entropy
import numpy as np


def to_logit(p):
    return np.log(p) - np.log1p(-p)


def binary_cross_entropy(y_true, y_prob):
    """Through the logits, in the stable form."""
    p = np.array(y_prob, dtype=np.float64)
    y = np.array(y_true, dtype=np.float64)
    if len(p) != len(y):
        raise ValueError("mismatch")
    if len(p) == 0:
        raise ValueError("empty")
    p = p.clip(1e-11, 1 - 1e-11)
    z = to_logit(p)
    losses = np.logaddexp(0.0, z) - y * z
    dz = (p - y) / len(y)
    return np.mean(losses), dz / (p * (1 - p))
