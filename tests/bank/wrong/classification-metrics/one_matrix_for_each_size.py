"""Counts into one matrix for each number of classes, so that the next call overwrites it."""

import numpy as np


def confusion_matrix(y_true, y_pred, n_classes, _cache={}):
    m = _cache.setdefault(n_classes, np.zeros((n_classes, n_classes), dtype=int))
    m[:] = 0
    np.add.at(m, (np.asarray(y_true, dtype=int), np.asarray(y_pred, dtype=int)), 1)
    return m


def precision_recall_f1(y_true, y_pred):
    y_true, y_pred = np.asarray(y_true), np.asarray(y_pred)
    tp = int(np.sum((y_true == 1) & (y_pred == 1)))
    fp = int(np.sum((y_true != 1) & (y_pred == 1)))
    fn = int(np.sum((y_true == 1) & (y_pred != 1)))
    p = tp / (tp + fp) if tp + fp else 0.0
    r = tp / (tp + fn) if tp + fn else 0.0
    f = 2 * p * r / (p + r) if p + r else 0.0
    return p, r, f


def roc_auc(y_true, scores):
    y = np.asarray(y_true).astype(int) == 1
    s = np.asarray(scores)
    n1 = int(y.sum())
    n0 = len(y) - n1
    if n1 == 0 or n0 == 0:
        raise ValueError("one class only")
    _, inv, cnt = np.unique(s, return_inverse=True, return_counts=True)
    end = np.cumsum(cnt)
    rank = (end - (cnt - 1) / 2)[inv]
    return (rank[y].sum() - n1 * (n1 + 1) / 2) / (n1 * n0)
