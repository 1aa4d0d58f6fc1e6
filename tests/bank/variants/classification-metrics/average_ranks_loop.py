# mockml: classification-metrics
import itertools

import numpy as np


def confusion_matrix(y_true, y_pred, n_classes):
    h, _, _ = np.histogram2d(
        np.asarray(y_true, dtype=float),
        np.asarray(y_pred, dtype=float),
        bins=n_classes,
        range=[[-0.5, n_classes - 0.5]] * 2,
    )
    return h.astype(int)


def precision_recall_f1(y_true, y_pred):
    t, p = np.asarray(y_true) == 1, np.asarray(y_pred) == 1
    tp = (t * p).sum()
    precision = tp / p.sum() if p.any() else 0
    recall = tp / t.sum() if t.any() else 0
    if precision + recall == 0:
        return precision, recall, 0
    return precision, recall, 2 / (1 / precision + 1 / recall)


def roc_auc(y_true, scores):
    rank_sum, seen, positives = 0.0, 0, 0
    pairs = sorted(zip(list(scores), list(y_true)), key=lambda pair: pair[0])
    for _, group in itertools.groupby(pairs, key=lambda pair: pair[0]):
        labels = [label for _, label in group]
        mean_rank = seen + (len(labels) + 1) / 2
        count = sum(1 for label in labels if label == 1)
        rank_sum += mean_rank * count
        positives += count
        seen += len(labels)
    negatives = seen - positives
    if positives == 0 or negatives == 0:
        raise ValueError(f"{positives} positives, {negatives} negatives")
    return (rank_sum - positives * (positives + 1) / 2) / (positives * negatives)
