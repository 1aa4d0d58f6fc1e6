"""Rounds the bounds between the parts, not their sizes."""

import numpy as np


def stratified_split(y, ratios=(0.7, 0.15, 0.15), seed=0):
    y = np.asarray(y)
    ratios = np.asarray(ratios, dtype=float)
    if np.any(ratios < 0):
        raise ValueError("ratios must not be negative")
    if abs(ratios.sum() - 1.0) > 1e-9:
        raise ValueError("ratios must sum to one")
    rng = np.random.default_rng(seed)
    parts = [[], [], []]
    for label in np.unique(y):
        members = rng.permutation(np.flatnonzero(y == label))
        n = len(members)
        if n == 1:
            parts[0].append(members)
            continue
        a, b = np.rint(np.cumsum(ratios)[:2] * n).astype(int)
        parts[0].append(members[:a])
        parts[1].append(members[a:b])
        parts[2].append(members[b:])
    return tuple(np.concatenate(part) if part else np.array([], dtype=int) for part in parts)
