"""Sorts by the negated scores, and an unsigned 0 stays the smallest of them."""

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
    order = np.argsort(-s)
    y, s = y[order], s[order]
    last = np.append(np.flatnonzero(s[1:] != s[:-1]), len(s) - 1)
    tp = np.concatenate([[0], np.cumsum(y)[last]])
    fp = np.concatenate([[0], np.cumsum(1 - y)[last]])
    return np.trapezoid(tp, fp) / tp[-1] / fp[-1]
