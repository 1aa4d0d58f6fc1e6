"""The forward pass of a network with one hidden layer (Goodfellow, Bengio, Courville, "Deep Learning", 2016, ch. 6)."""

import numpy as np


def forward(X, W1, b1, W2, b2):
    X, W1, b1, W2, b2 = (np.asarray(array, dtype=float) for array in (X, W1, b1, W2, b2))
    hidden = np.maximum(X @ W1 + b1, 0)  # (n, h)
    z = hidden @ W2 + b2  # (n, 1)
    small = np.exp(-np.abs(z))  # at most 1, whatever z is
    return hidden, np.where(z >= 0, 1, small) / (1 + small)
