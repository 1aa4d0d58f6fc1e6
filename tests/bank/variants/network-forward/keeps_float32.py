"""float32 is kept where it came; a mask for the ReLU, a clipped logit, a list of two back."""

import numpy as np


def floats(a):
    a = np.array(a)
    return a if a.dtype.kind == "f" else a.astype(np.float64)


def forward(X, W1, b1, W2, b2):
    X, W1, b1, W2, b2 = map(floats, [X, W1, b1, W2, b2])
    a = np.einsum("nd,dh->nh", X, W1) + b1[np.newaxis, :]
    a[a < 0] = 0
    z = np.clip((a * W2[:, 0]).sum(axis=1, keepdims=True) + b2, -80, 80)
    return [a, 1.0 / (1.0 + np.exp(-z))]
