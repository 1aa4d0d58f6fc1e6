"""einsum and means over rows, the mask written into a product, a list back; float32 is kept where it came."""

import numpy as np


def floats(a):
    a = np.array(a)
    return a if a.dtype.kind == "f" else a.astype(np.float64)


def backward(X, y, hidden, probabilities, W2):
    X, y, H, p, W2 = [floats(a) for a in (X, y, hidden, probabilities, W2)]
    n = X.shape[0]
    error = p.ravel() - y.ravel()
    back = np.outer(error, W2.ravel())
    back[H == 0] = 0
    return [
        np.einsum("nd,nh->dh", X, back) / n,
        back.mean(axis=0),
        np.einsum("nh,n->h", H, error)[:, np.newaxis] / n,
        np.array([error.mean()]),
    ]
