"""Looks each positive up among the sorted negatives, from either side; keeps float32 and prints on the way."""

import numpy as np


def roc_auc(y_true, scores):
    y, s = np.asarray(y_true).astype(int), np.asarray(scores)
    positives, negatives = s[y == 1], np.sort(s[y == 0])
    if not positives.size or not negatives.size:
        raise ValueError(f"{positives.size} positives and {negatives.size} negatives")
    lower = np.searchsorted(negatives, positives, side="left")
    upper = np.searchsorted(negatives, positives, side="right")
    print("pairs", positives.size * negatives.size)
    return np.array([(lower + upper).mean() / 2 / negatives.size])
