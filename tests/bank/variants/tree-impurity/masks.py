"""A mask for each class, zeros handled by hand, arrays of shape () back."""

import numpy as np


def probabilities(labels):
    y = np.array(labels)
    return np.array([(y == c).mean() for c in set(y.tolist())])


def gini(labels):
    if len(labels) == 0:
        return np.array(0.0)
    p = probabilities(labels)
    return np.array(1 - p @ p)


def entropy(labels):
    if len(labels) == 0:
        return np.float64(0)
    p = probabilities(labels)
    return np.abs((p * np.log(p) / np.log(2)).sum())
