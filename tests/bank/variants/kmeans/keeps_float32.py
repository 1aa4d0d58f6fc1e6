# mockml: kmeans
import numpy as np


def pairwise(a, b):
    return np.sqrt(((a[:, np.newaxis] - b) ** 2).sum(-1))


def kmeans(X, k, max_iters=100, tol=1e-4):
    X = np.asarray(X)
    if not np.issubdtype(X.dtype, np.floating):
        X = X.astype(float)
    idx = np.random.choice(X.shape[0], k, replace=False)
    cents = X[idx].copy()
    it = 0
    while it < max_iters:
        lab = pairwise(X, cents).argmin(1)
        nxt = np.empty_like(cents)
        for j in range(k):
            sel = X[lab == j]
            nxt[j] = sel.mean(axis=0) if sel.size else X[np.random.randint(X.shape[0])]
        gap = pairwise(nxt, cents).diagonal().max()
        cents = nxt
        it += 1
        if gap < tol:
            break
    return [cents, lab.tolist()]
