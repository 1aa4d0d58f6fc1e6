"""Folds everything into one slope per feature, by np.var and an inverse root, on the transposed batch."""

import numpy as np


def batchnorm_train(x, gamma, beta, eps=1e-5):
    features = np.array(x, dtype=np.float64).T
    slope = np.array(gamma, dtype=np.float64) * (np.var(features, axis=1) + eps) ** -0.5
    centred = features - np.mean(features, axis=1)[:, np.newaxis]
    return (slope[:, None] * centred + np.array(beta, dtype=np.float64)[:, None]).T
