import numpy as np


def stratified_split(y, ratios=(0.7, 0.15, 0.15), seed=0):
    ratios = np.asarray(ratios, dtype=float)
    if np.any(ratios < 0) or not np.isclose(ratios.sum(), 1.0, rtol=0.0, atol=1e-9):
        raise ValueError("bad ratios")
    y = np.array(y)
    np.random.seed(seed)
    train, val, test = [], [], []
    classes, y_enc = np.unique(y, return_inverse=True)
    for c in range(len(classes)):
        idx = np.where(y_enc == c)[0]
        np.random.shuffle(idx)
        n = len(idx)
        if n == 1:
            train.append(idx)
            continue
        # floor the cumulative boundaries
        i = int(n * ratios[0] + 1e-9)
        j = int(n * (ratios[0] + ratios[1]) + 1e-9)
        train.append(idx[:i])
        val.append(idx[i:j])
        test.append(idx[j:])
    cat = lambda parts: np.random.permutation(np.concatenate(parts)) if parts else np.array([], dtype=int)
    return cat(train), cat(val), cat(test)
