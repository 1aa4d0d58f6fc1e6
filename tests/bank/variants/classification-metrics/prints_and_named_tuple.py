# mockml: classification-metrics
from collections import namedtuple

import numpy as np

Scores = namedtuple("Scores", "precision recall f1")


def confusion_matrix(y_true, y_pred, n_classes):
    y_true = np.array(y_true, dtype=np.int64)
    y_pred = np.array(y_pred, dtype=np.int64)
    flat = np.zeros(n_classes * n_classes, dtype=np.int32)
    values, counts = np.unique(y_true * n_classes + y_pred, return_counts=True)
    flat[values] = counts
    print("counted", counts.sum())
    return flat.reshape((n_classes, -1)).tolist()


def precision_recall_f1(y_true, y_pred):
    (tn, fp), (fn, tp) = confusion_matrix(y_true, y_pred, n_classes=2)
    p = 0.0 if tp == 0 else tp / (tp + fp)
    r = 0.0 if tp == 0 else tp / (tp + fn)
    return Scores(p, r, 0.0 if tp == 0 else 2 * p * r / (p + r))


def roc_auc(y_true, scores):
    t = np.array(y_true).astype(np.int64)
    s = np.array(scores)
    levels = np.unique(s)
    where = np.searchsorted(levels, s)
    pos = np.bincount(where[t == 1], minlength=levels.size).astype(float)
    neg = np.bincount(where[t == 0], minlength=levels.size).astype(float)
    if pos.sum() * neg.sum() == 0:
        raise ValueError("need both")
    return np.array([(pos * (np.cumsum(neg) - 0.5 * neg)).sum() / pos.sum() / neg.sum()])
