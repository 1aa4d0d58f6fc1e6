# assumes: rounding, single-sample
import numpy as np


def stratified_split(y, ratios=(0.7, 0.15, 0.15), seed=0):
    """Rounds train and validation down; whatever is left is for test."""
    if min(ratios) < 0 or abs(sum(ratios) - 1) > 1e-9:
        raise ValueError("bad ratios")
    y = np.asarray(y)
    rng = np.random.default_rng(seed)
    train, val, test = [], [], []
    for label in np.unique(y):
        members = rng.permutation(np.flatnonzero(y == label))
        a = int(ratios[0] * len(members))
        b = a + int(ratios[1] * len(members))
        train.extend(members[:a])
        val.extend(members[a:b])
        test.extend(members[b:])
    return np.array(train), np.array(val), np.array(test)
