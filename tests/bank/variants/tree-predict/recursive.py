"""A recursive function over index arrays, an array of objects back."""

import numpy as np


def predict(tree, X):
    X = np.asarray(X)
    out = np.empty(len(X), dtype=object)

    def walk(node, rows):
        if "label" in node:
            out[rows] = node["label"]
            return
        left = X[rows, node["feature"]] <= node["threshold"]
        walk(node["left"], rows[left])
        walk(node["right"], rows[~left])

    walk(tree, np.arange(len(X)))
    return out
