"""Looks for the ends of a tie anew for each sample, which takes quadratic time where few scores are distinct."""

import numpy as np


def confusion_matrix(y_true, y_pred, n_classes):
    matrix = np.zeros((n_classes, n_classes), dtype=int)
    for t, p in zip(y_true, y_pred):
        matrix[int(t), int(p)] += 1
    return matrix


def precision_recall_f1(y_true, y_pred):
    y, p = np.asarray(y_true) == 1, np.asarray(y_pred) == 1
    hits, named, there = (y & p).sum(), p.sum(), y.sum()
    return hits / max(named, 1), hits / max(there, 1), 2 * hits / max(named + there, 1)


def roc_auc(y_true, scores):
    y, s = np.asarray(y_true).astype(int), np.asarray(scores)
    if y.min() == y.max():
        raise ValueError("both classes are needed")
    order = np.argsort(s)
    y, s = y[order].tolist(), s[order].tolist()
    n, n1, total = len(s), sum(y), 0.0
    for i in range(n):
        if y[i]:
            low = high = i
            while low > 0 and s[low - 1] == s[i]:
                low -= 1
            while high < n - 1 and s[high + 1] == s[i]:
                high += 1
            total += (low + high) / 2 + 1
    return (total - n1 * (n1 + 1) / 2) / (n1 * (n - n1))
