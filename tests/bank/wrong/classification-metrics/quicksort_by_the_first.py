"""Sorts by recursion around the first score, which sorted data nests too deep."""

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


def arranged(pairs):
    """The pairs by score."""
    if len(pairs) <= 1:
        return pairs
    pivot = pairs[0][0]
    below, equal, above = [], [], []
    for pair in pairs:
        (below if pair[0] < pivot else above if pair[0] > pivot else equal).append(pair)
    return arranged(below) + equal + arranged(above)


def roc_auc(y_true, scores):
    pairs = [(float(s), int(y)) for y, s in zip(y_true, scores)]
    n1 = sum(y for _, y in pairs)
    n0 = len(pairs) - n1
    if n1 == 0 or n0 == 0:
        raise ValueError("both classes are needed")
    pairs = arranged(pairs)
    wins, below, i = 0.0, 0, 0
    while i < len(pairs):
        j = i
        while j < len(pairs) and pairs[j][0] == pairs[i][0]:
            j += 1
        positives = sum(y for _, y in pairs[i:j])
        negatives = j - i - positives
        wins += positives * (below + negatives / 2)
        below, i = below + negatives, j
    return wins / (n1 * n0)
