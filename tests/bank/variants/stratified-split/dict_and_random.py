# mockml: stratified-split
import random


def stratified_split(y, ratios=(0.7, 0.15, 0.15), seed=0):
    a, b, c = [float(r) for r in ratios]
    if a < 0 or b < 0 or c < 0:
        raise ValueError("negative ratio")
    if abs(a + b + c - 1.0) > 1e-9:
        raise ValueError("ratios must sum to one, got %r" % (a + b + c))
    groups = {}
    for i, label in enumerate(y):
        groups.setdefault(label, []).append(i)
    rnd = random.Random(seed)
    train, val, test = [], [], []
    for label in groups:  # order of first appearance
        idx = groups[label]
        m = len(idx)
        rnd.shuffle(idx)
        if m == 1:
            train.extend(idx)
            continue
        n_val = round(b * m)
        n_test = min(round(c * m), m - n_val)
        test += idx[:n_test]
        val += idx[n_test : n_test + n_val]
        train += idx[n_test + n_val :]
    return train, val, test
