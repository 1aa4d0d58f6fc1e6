# mockml: binary-cross-entropy
import numpy as np


def binary_cross_entropy(y_true, y_prob):
    """No clipping of p: the logarithms are held at -100, and the denominator of the gradient above 1e-12."""
    labels, probs = list(y_true), list(y_prob)
    if not labels or len(labels) != len(probs):
        raise ValueError(f"{len(labels)} labels and {len(probs)} probabilities")
    y, p = np.array(labels, dtype=np.float64), np.array(probs, dtype=np.float64)
    with np.errstate(divide="ignore"):
        log_p = np.maximum(np.log(p), -100.0)
        log_q = np.maximum(np.log1p(-p), -100.0)
    loss = np.average(-(y * log_p + (1.0 - y) * log_q))
    grad = (p - y) / np.maximum(p * (1.0 - p), 1e-12)
    return [loss, tuple((grad / y.size).tolist())]
