"""Moves by a share of the difference, stacks both statistics, and folds inference into slope and offset."""

import numpy as np


def update_running(x, running_mean, running_var, momentum=0.9):
    x = np.array(x, dtype=np.float64)
    old = np.array([running_mean, running_var], dtype=np.float64)
    new = np.array([np.mean(x, axis=0), np.var(x, axis=0)])
    return list(old + (1.0 - momentum) * (new - old))


def batchnorm_inference(x, gamma, beta, running_mean, running_var, eps=1e-5):
    slope = np.array(gamma, dtype=np.float64) / np.sqrt(np.array(running_var, dtype=np.float64) + eps)
    offset = np.array(beta, dtype=np.float64) - slope * np.array(running_mean, dtype=np.float64)
    return np.array(x, dtype=np.float64) @ np.diag(slope) + offset
