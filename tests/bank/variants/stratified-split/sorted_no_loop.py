import numpy as np


def stratified_split(y, ratios=(0.7, 0.15, 0.15), seed=0):
    r = np.asarray(ratios, dtype=np.float64)
    if (r < 0).any():
        raise ValueError(f"negative ratio in {r}")
    if not abs(r.sum() - 1.0) <= 1e-9:
        raise ValueError(f"ratios sum to {r.sum()}")
    _, code, size = np.unique(np.asarray(y), return_inverse=True, return_counts=True)
    n = code.shape[0]
    key = np.random.RandomState(seed).rand(n)
    order = np.lexsort((key, code))  # by class, random inside
    start = np.repeat(np.cumsum(size) - size, size)
    rank = np.arange(n) - start  # 0..m-1 within its class
    m = np.repeat(size, size)
    cut1 = np.where(m == 1, 1, np.floor(r[0] * m + 0.5))
    cut2 = np.where(m == 1, 1, np.floor((r[0] + r[1]) * m + 0.5))
    return order[rank < cut1], order[(rank >= cut1) & (rank < cut2)], order[rank >= cut2]
