"""Numbers the pairs of classes in the dtype of the labels, where eight bits wrap around."""

import numpy as np


def confusion_matrix(y_true, y_pred, n_classes):
    t, p = np.asarray(y_true), np.asarray(y_pred)
    if t.dtype.kind not in "iu":
        t, p = t.astype(int), p.astype(int)
    pairs = (t * n_classes + p).astype(int)
    return np.bincount(pairs, minlength=n_classes**2).reshape(n_classes, n_classes)


def precision_recall_f1(y_true, y_pred):
    y, p = np.asarray(y_true) == 1, np.asarray(y_pred) == 1
    hits, named, there = (y & p).sum(), p.sum(), y.sum()
    return hits / max(named, 1), hits / max(there, 1), 2 * hits / max(named + there, 1)


def roc_auc(y_true, scores):
    y = np.asarray(y_true) == 1
    n1, n0 = int(y.sum()), int((~y).sum())
    if n1 == 0 or n0 == 0:
        raise ValueError("both classes are needed")
    _, group, counts = np.unique(np.asarray(scores), return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[group]
    return (ranks[y].sum() - n1 * (n1 + 1) / 2) / (n1 * n0)
