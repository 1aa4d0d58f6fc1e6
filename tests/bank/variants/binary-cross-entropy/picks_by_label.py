# mockml: binary-cross-entropy
import numpy as np


def binary_cross_entropy(y_true, y_prob):
    """Look at the probability of the true class only."""
    labels = np.asarray(y_true).astype(bool).ravel()
    probabilities = np.asarray(y_prob, dtype=np.float64).ravel()
    if not labels.size:
        raise ValueError("nothing to average")
    if labels.size != probabilities.size:
        raise ValueError("sizes do not match")
    q = np.where(labels, probabilities, 1.0 - probabilities)
    q = np.maximum(q, 1e-15)
    sign = np.where(labels, -1.0, 1.0)
    return float(np.log(q).sum() / -q.size), sign / q / q.size
