# mockml: classification-metrics
"""The area by integrating the step function of the sorted scores."""

import numpy as np


def confusion_matrix(y_true, y_pred, n_classes):
    matrix = np.zeros([n_classes, n_classes], dtype=np.int64)
    truth, guess = np.asarray(y_true), np.asarray(y_pred)
    for i in range(n_classes):
        for j in range(n_classes):
            matrix[i][j] = np.logical_and(truth == i, guess == j).sum()
    return matrix


def precision_recall_f1(y_true, y_pred):
    matrix = confusion_matrix(y_true, y_pred, 2)
    predicted, actual = matrix.sum(axis=0)[1], matrix.sum(axis=1)[1]
    hits = matrix[1, 1]
    out = []
    for top, bottom in ((hits, predicted), (hits, actual), (2 * hits, predicted + actual)):
        out.append(float(np.divide(top, bottom, out=np.zeros(()), where=bottom != 0)))
    return tuple(out)


def roc_auc(y_true, scores):
    y = np.asarray(y_true) > 0.5
    s = np.asarray(scores)
    if y.all() or not y.any():
        raise ValueError("a class is missing")
    order = np.argsort(s)
    s, y = s[order], y[order]
    ends = np.flatnonzero(np.append(s[1:] != s[:-1], True))
    positives = np.diff(np.concatenate([[0], np.cumsum(y)[ends]]))
    negatives = np.diff(np.concatenate([[0], np.cumsum(~y)[ends]]))
    beaten = np.concatenate([[0], np.cumsum(negatives)[:-1]])
    return np.dot(positives, beaten + negatives * 0.5) / (y.sum() * (~y).sum())
