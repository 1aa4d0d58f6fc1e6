# mockml: classification-metrics
import numpy as np


def confusion_matrix(y_true, y_pred, n_classes):
    eye = np.eye(n_classes)
    t = eye[np.asarray(y_true, dtype=int)]
    p = eye[np.asarray(y_pred, dtype=int)]
    return t.T @ p


def precision_recall_f1(y_true, y_pred):
    t, p = np.asarray(y_true).astype(bool), np.asarray(y_pred).astype(bool)
    hit = np.count_nonzero(t & p)
    with np.errstate(all="ignore"):
        precision = np.nan_to_num(np.float64(hit) / p.sum())
        recall = np.nan_to_num(np.float64(hit) / t.sum())
        f1 = np.nan_to_num(2 * precision * recall / (precision + recall))
    return precision, recall, f1


def roc_auc(y_true, scores):
    t, s = np.asarray(y_true).astype(bool), np.asarray(scores)
    pos, neg = s[t], np.sort(s[~t])
    if pos.size == 0 or neg.size == 0:
        raise ValueError
    less = np.searchsorted(neg, pos, side="left")
    upto = np.searchsorted(neg, pos, side="right")
    return float((less + upto).mean() / 2 / neg.size)
