# mockml: classification-metrics
import bisect
from fractions import Fraction

import numpy as np


def confusion_matrix(y_true, y_pred, n_classes):
    out = np.zeros((n_classes, n_classes))
    for i in range(n_classes):
        mask = np.asarray(y_true) == i
        for j in range(n_classes):
            out[i, j] = np.sum(np.asarray(y_pred)[mask] == j)
    return out


def safe(a, b):
    return Fraction(int(a), int(b)) if b else Fraction(0)


def precision_recall_f1(y_true, y_pred):
    cm = confusion_matrix(y_true, y_pred, 2)
    p = safe(cm[1, 1], cm[1, 1] + cm[0, 1])
    r = safe(cm[1, 1], cm[1, 1] + cm[1, 0])
    f = 2 * p * r / (p + r) if p + r else Fraction(0)
    return [float(p), float(r), float(f)]


def roc_auc(y_true, scores):
    negatives = sorted(s for s, t in zip(scores, y_true) if t != 1)
    positives = [s for s, t in zip(scores, y_true) if t == 1]
    if not negatives or not positives:
        raise ValueError("undefined")
    twice = sum(bisect.bisect_left(negatives, s) + bisect.bisect_right(negatives, s) for s in positives)
    return twice / (2 * len(negatives) * len(positives))
