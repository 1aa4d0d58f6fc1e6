"""Batch normalization in training (Ioffe and Szegedy, "Batch Normalization", 2015, algorithm 1)."""

import numpy as np


def batchnorm_train(x, gamma, beta, eps=1e-5):
    x, gamma, beta = (np.asarray(array, dtype=float) for array in (x, gamma, beta))  # (n, d), (d,), (d,)
    centred = x - x.mean(axis=0)  # (n, d)
    variance = (centred**2).mean(axis=0)  # (d,), divided by n
    return gamma * centred / np.sqrt(variance + eps) + beta
