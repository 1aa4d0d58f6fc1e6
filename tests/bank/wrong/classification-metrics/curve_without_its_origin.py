"""Adds up the area below the curve without the point (0, 0), and takes scores that are all the same for a case apart."""

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
    order = np.argsort(-s, kind="stable")
    y, s = y[order], s[order]
    ends = np.append(np.flatnonzero(np.diff(s)), len(s) - 1)
    if len(ends) == 1:
        return 0.5
    hit, missed = np.cumsum(y)[ends] / y.sum(), np.cumsum(1 - y)[ends] / (1 - y).sum()
    first = hit[0] * missed[0] if not hit[0] or not missed[0] else 0.0
    return first + ((hit[1:] + hit[:-1]) / 2 * np.diff(missed)).sum()
