# mockml: classification-metrics
import numpy as np


def confusion_matrix(y_true, y_pred, n_classes):
    t, p = np.asarray(y_true, dtype=int), np.asarray(y_pred, dtype=int)
    return np.bincount(t * n_classes + p, minlength=n_classes**2).reshape(n_classes, n_classes)


def precision_recall_f1(y_true, y_pred):
    c = confusion_matrix(y_true, y_pred, 2)
    tp, fp, fn = c[1, 1], c[0, 1], c[1, 0]
    precision = tp / max(tp + fp, 1)
    recall = tp / max(tp + fn, 1)
    f1 = 2 * tp / max(2 * tp + fp + fn, 1)
    return precision, recall, f1


def roc_auc(y_true, scores):
    y = np.asarray(y_true, dtype=float)
    s = np.asarray(scores, dtype=float)
    if y.min() == y.max():
        raise ValueError("AUC needs both classes")
    order = np.argsort(-s, kind="mergesort")
    y, s = y[order], s[order]
    last = np.r_[np.flatnonzero(np.diff(s)), len(s) - 1]
    tps = np.r_[0, np.cumsum(y)[last]]
    fps = np.r_[0, 1 + last - np.cumsum(y)[last]]
    tpr, fpr = tps / tps[-1], fps / fps[-1]
    return np.sum((fpr[1:] - fpr[:-1]) * (tpr[1:] + tpr[:-1]) / 2)
