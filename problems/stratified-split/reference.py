"""A stratified split (after Kohavi, "A study of cross-validation and bootstrap", 1995, on stratification)."""

import math

import numpy as np


def stratified_split(y, ratios=(0.7, 0.15, 0.15), seed=0):
    """Split the indices of y (n,) so that every class is divided in the ratios; returns three index arrays."""
    y = np.asarray(y)
    if min(ratios) < 0 or not math.isclose(sum(ratios), 1):  # to a relative 1e-9
        raise ValueError("the ratios must be three numbers of at least 0 that sum to 1")
    rng = np.random.default_rng(seed)
    part = np.zeros(len(y), int)  # (n,): 0 is train, 1 validation, 2 test
    for label in np.unique(y):  # sorted: the order of a set of strings is another one in every process
        members = rng.permutation(np.flatnonzero(y == label))  # (m,)
        if len(members) > 1:  # a single sample stays in train
            # Each cut is rounded from the exact one, by at most 1/2, so each part is off by at most 1.
            first, second = np.rint(np.cumsum(ratios)[:2] * len(members)).astype(int)
            part[members[first:]] = 1
            part[members[second:]] = 2
    return tuple(np.flatnonzero(part == number) for number in range(3))
