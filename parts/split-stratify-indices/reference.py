"""A stratified holdout (after Kohavi, "A study of cross-validation and bootstrap", 1995, on stratification)."""

import numpy as np


def stratified_holdout(y, test_ratio=0.2, seed=0):
    y = np.asarray(y)
    rng = np.random.default_rng(seed)
    held_out = np.zeros(len(y), dtype=bool)  # (n,)
    for label in np.unique(y):  # sorted: the order of a set of strings is another one in every process
        members = rng.permutation(np.flatnonzero(y == label))  # (m,)
        if len(members) > 1:  # a single sample stays in training
            held_out[members[: round(test_ratio * len(members))]] = True
    return np.flatnonzero(~held_out), np.flatnonzero(held_out)
