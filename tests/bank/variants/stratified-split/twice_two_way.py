# mockml: stratified-split
# Split off train first, then cut what is left in two.
import numpy as np


def two_way(groups, share, rng):
    left, right = [], []
    for g in groups:
        g = rng.permutation(g)
        k = len(g) if len(g) == 1 else int(round(share(len(g))))
        left.append(g[:k])
        right.append(g[k:])
    return left, right


def stratified_split(y, ratios=(0.7, 0.15, 0.15), seed=0):
    tr, va, te = ratios
    if tr < 0 or va < 0 or te < 0 or abs(tr + va + te - 1) > 1e-9:
        raise ValueError("invalid ratios: " + str(ratios))
    rng = np.random.default_rng(seed)
    y = np.asarray(y)
    groups = [np.flatnonzero(y == c) for c in np.unique(y)]
    train, rest = two_way(groups, lambda m: tr * m, rng)
    print("train done:", sum(map(len, train)), "of", len(y))
    frac = va / (va + te) if va + te > 0 else 0.0
    val, test = [], []
    for g in rest:
        k = int(round(frac * len(g)))
        val.append(g[:k])
        test.append(g[k:])
    print("all done")
    return np.concatenate(train), np.concatenate(val), np.concatenate(test)
