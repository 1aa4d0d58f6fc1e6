"""The best split of one feature by Gini impurity (Breiman, Friedman, Olshen, Stone, "CART", 1984)."""

import numpy as np


def best_split(x, y):
    x, y = np.asarray(x, dtype=float), np.asarray(y)  # (n,), (n,)
    values = np.unique(x)  # (m,): sorted and distinct
    best = None
    for threshold in (values[:-1] + values[1:]) / 2:
        left = x <= threshold  # (n,)
        impurity = np.mean(left) * gini(y[left]) + np.mean(~left) * gini(y[~left])
        if best is None or impurity < best[1]:
            best = (threshold, impurity)
    return best


def gini(y):
    _, counts = np.unique(y, return_counts=True)
    return 1 - np.sum((counts / len(y)) ** 2)
