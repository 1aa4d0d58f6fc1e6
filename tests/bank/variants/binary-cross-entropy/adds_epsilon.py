# mockml: binary-cross-entropy
import numpy as np

TINY = 1e-10


def binary_cross_entropy(y_true, y_prob):
    y = np.array(y_true, dtype="float64")
    p = np.array(y_prob, dtype="float64")
    if y.shape[0] == 0 or y.shape != p.shape:
        raise ValueError("bad batch")
    losses = -y * np.log(p + TINY) - (1 - y) * np.log(1 - p + TINY)
    grad = -y / (p + TINY) + (1 - y) / (1 - p + TINY)
    print("loss", losses.mean())
    return losses.mean(), grad / losses.shape[0]
