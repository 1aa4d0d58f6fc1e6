import numpy as np


def stratified_split(y, ratios=(0.7, 0.15, 0.15), seed=0):
    y = np.asarray(y)
    ratios = list(map(float, ratios))
    if min(ratios) < 0.0:
        raise ValueError("ratios must be >= 0")
    if abs(np.sum(ratios) - 1) > 1e-9:
        raise ValueError("ratios must add up to 1")

    rng = np.random.default_rng(seed)
    labels, counts = np.unique(y, return_counts=True)
    in_val = np.zeros(y.shape[0], dtype=bool)
    in_test = np.zeros(y.shape[0], dtype=bool)
    for label, count in zip(labels, counts):
        if count < 2:
            continue
        n_val = int(np.floor(count * ratios[1]))
        n_test = int(np.floor(count * ratios[2]))
        # floors leave less than two too many for train: give one back
        if count - n_val - n_test - count * ratios[0] > 1:
            if ratios[1] * count - n_val >= ratios[2] * count - n_test:
                n_val += 1
            else:
                n_test += 1
        chosen = rng.choice(np.flatnonzero(y == label), size=n_val + n_test, replace=False)
        in_val[chosen[:n_val]] = True
        in_test[chosen[n_val:]] = True
    in_train = ~(in_val | in_test)
    return np.argwhere(in_train).ravel(), np.argwhere(in_val).ravel(), np.argwhere(in_test).ravel()
