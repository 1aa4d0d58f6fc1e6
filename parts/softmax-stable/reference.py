"""Softmax and its logarithm, shifted by the maximum (Blanchard, Higham, Higham, IMA J. Numer. Anal. 41, 2021)."""

import numpy as np


def softmax(scores, axis=-1):
    weights = np.exp(shifted(scores, axis))  # at most 1
    return weights / weights.sum(axis=axis, keepdims=True)


def log_softmax(scores, axis=-1):
    s = shifted(scores, axis)
    return s - np.log(np.exp(s).sum(axis=axis, keepdims=True))


def shifted(scores, axis):
    scores = np.asarray(scores, dtype=float)
    return scores - scores.max(axis=axis, keepdims=True)
