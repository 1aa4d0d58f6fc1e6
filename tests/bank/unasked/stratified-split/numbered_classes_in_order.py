# assumes: labels, seed
import numpy as np


def stratified_split(y, ratios=(0.7, 0.15, 0.15), seed=0):
    """Classes are 0..k-1, and a stratified split needs no randomness: the first samples train."""
    if min(ratios) < 0 or abs(sum(ratios) - 1) > 1e-9:
        raise ValueError("bad ratios")
    y = np.asarray(y).astype(int)
    parts = [], [], []
    for label in range(min(int(y.max()) + 1, 10_000)):
        members = np.flatnonzero(y == label)
        cuts = np.rint(np.cumsum(ratios)[:2] * len(members)).astype(int)
        if len(members) == 1:
            cuts = [1, 1]
        for part, piece in zip(parts, np.split(members, cuts), strict=True):
            part.extend(piece.tolist())
    return parts
