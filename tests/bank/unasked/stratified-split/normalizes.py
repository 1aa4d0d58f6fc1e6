# assumes: bad-ratios
import numpy as np


def stratified_split(y, ratios=(0.7, 0.15, 0.15), seed=0):
    """Takes any weights and scales them to one."""
    weights = np.abs(np.asarray(ratios, dtype=float))
    ratios = weights / max(weights.sum(), 1e-12)
    y = np.asarray(y)
    rng = np.random.default_rng(seed)
    parts = [], [], []
    for label in np.unique(y):
        members = rng.permutation(np.flatnonzero(y == label))
        cuts = np.rint(np.cumsum(ratios)[:2] * len(members)).astype(int)
        if len(members) == 1:
            cuts = [1, 1]
        for part, piece in zip(parts, np.split(members, cuts), strict=True):
            part.extend(piece.tolist())
    return parts
