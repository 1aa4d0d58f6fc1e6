"""Draws the curve: cumulative true and false positive rates at each distinct threshold, and the trapezoid rule."""

import numpy as np


class OneClass(ValueError):
    pass


def roc_auc(y_true, scores):
    y = np.array(y_true, dtype=bool)
    if y.all() or not y.any():
        raise OneClass("the curve needs positives and negatives")
    s = np.array(scores)
    order = np.argsort(s, kind="mergesort")[::-1]
    y, s = y[order], s[order]
    last = np.append(s[1:] != s[:-1], True)  # the end of each group of equal scores
    tpr = np.append(0.0, np.cumsum(y)[last] / y.sum())
    fpr = np.append(0.0, np.cumsum(~y)[last] / (~y).sum())
    return np.sum((fpr[1:] - fpr[:-1]) * (tpr[1:] + tpr[:-1]) / 2)
