"""ROC AUC by ranks (Hanley and McNeil, "The meaning and use of the area under a ROC curve", 1982)."""

import numpy as np


def roc_auc(y_true, scores):
    positive = np.asarray(y_true) == 1  # (n,)
    n_positive = int(positive.sum())
    n_negative = len(positive) - n_positive
    if n_positive == 0 or n_negative == 0:
        raise ValueError("both classes are needed")
    _, group, counts = np.unique(np.asarray(scores), return_inverse=True, return_counts=True)
    ranks = np.cumsum(counts) - (counts - 1) / 2  # (n_distinct,): equal scores share the mean of their ranks
    wins = ranks[group][positive].sum() - n_positive * (n_positive + 1) / 2
    return float(wins / (n_positive * n_negative))
