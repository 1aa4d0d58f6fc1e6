# assumes: single-sample
import numpy as np


def stratified_split(y, ratios=(0.7, 0.15, 0.15), seed=0):
    """A class that cannot be divided is an error, as in the well-known library."""
    if min(ratios) < 0 or abs(sum(ratios) - 1) > 1e-9:
        raise ValueError("bad ratios")
    y = np.asarray(y)
    rng = np.random.default_rng(seed)
    parts = [], [], []
    for label, count in zip(*np.unique(y, return_counts=True), strict=True):
        if count < 2:
            raise ValueError(f"the class {label!r} has a single sample")
        members = rng.permutation(np.flatnonzero(y == label))
        cuts = np.rint(np.cumsum(ratios)[:2] * count).astype(int)
        for part, piece in zip(parts, np.split(members, cuts), strict=True):
            part.extend(piece.tolist())
    return parts
