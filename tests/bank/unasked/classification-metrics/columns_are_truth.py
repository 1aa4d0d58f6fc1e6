# assumes: orientation
"""Classification metrics; the area under the curve by ranks (Fawcett, "An introduction to ROC analysis", 2006)."""

import numpy as np


def confusion_matrix(y_true, y_pred, n_classes):
    """Counts (c, c): rows are the true classes, columns the predicted ones."""
    matrix = np.zeros((n_classes, n_classes), dtype=int)
    truth, predicted = np.asarray(y_true).astype(int), np.asarray(y_pred).astype(int)
    np.add.at(matrix, (predicted, truth), 1)
    return matrix


def precision_recall_f1(y_true, y_pred):
    """Precision, recall and F1 of label 1, where 0/0 is 0."""
    (_, false_negative), (false_positive, true_positive) = confusion_matrix(y_true, y_pred, 2)
    precision = ratio(true_positive, true_positive + false_positive)
    recall = ratio(true_positive, true_positive + false_negative)
    return precision, recall, ratio(2 * precision * recall, precision + recall)


def ratio(part, whole):
    """part / whole, and 0 where both are 0."""
    return float(part / whole) if whole else 0.0


def roc_auc(y_true, scores):
    """The chance that a random positive outscores a random negative, ties counting half."""
    positive = np.asarray(y_true) == 1
    n_positive = int(positive.sum())
    n_negative = len(positive) - n_positive
    if n_positive == 0 or n_negative == 0:
        raise ValueError("both classes are needed")
    _, group, counts = np.unique(np.asarray(scores), return_inverse=True, return_counts=True)
    ranks = np.cumsum(counts) - (counts - 1) / 2  # (n_distinct,): equal scores share the mean of their ranks
    wins = ranks[group][positive].sum() - n_positive * (n_positive + 1) / 2
    return float(wins / (n_positive * n_negative))
