"""Backpropagation through one hidden layer (Rumelhart, Hinton, Williams, Nature 323, 1986)."""

import numpy as np


def backward(X, y, hidden, probabilities, W2):
    X, y, hidden, probabilities, W2 = (np.asarray(a, dtype=float) for a in (X, y, hidden, probabilities, W2))
    dz2 = (probabilities - y.reshape(-1, 1)) / len(X)  # (n, 1): the sigmoid's slope has cancelled
    dz1 = dz2 @ W2.T * (hidden > 0)  # (n, h)
    return X.T @ dz1, dz1.sum(axis=0), hidden.T @ dz2, dz2.sum(axis=0)
