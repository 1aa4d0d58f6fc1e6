"""One recursive function for a row; an array back, whichever kind NumPy makes of it."""

import numpy as np


def leaf_of(node, row):
    if "left" not in node:
        return node["label"]
    side = "right" if float(row[node["feature"]]) > node["threshold"] else "left"
    return leaf_of(node[side], row)


def predict(tree, X):
    return np.array([leaf_of(tree, row) for row in X])
