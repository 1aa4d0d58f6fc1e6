"""A stable logistic function (after Higham, "Accuracy and Stability of Numerical Algorithms", 2002, chapter 1)."""

import numpy as np


def sigmoid(z):
    z = np.asarray(z, dtype=float)
    small = np.exp(-np.abs(z))  # in [0, 1]: never the exponential of a large number
    return np.where(z >= 0, 1, small) / (1 + small)
