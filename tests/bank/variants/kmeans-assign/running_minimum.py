"""A loop over the centroids only, with a running minimum; norms, and float32 where the points have it; small labels."""

import numpy as np


def assign(X, centroids):
    X = np.array(X)
    X = X if X.dtype.kind == "f" else X.astype(float)
    best = np.full(len(X), np.inf, dtype=X.dtype)
    labels = np.zeros(len(X), dtype=np.int32)
    for j, centroid in enumerate(np.array(centroids).astype(X.dtype)):
        distance = np.linalg.norm(X - centroid, axis=1)
        closer = distance < best
        best[closer], labels[closer] = distance[closer], j
    return labels
