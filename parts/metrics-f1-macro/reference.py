"""F1, averaged over classes (Sokolova and Lapalme, "A systematic analysis of performance measures", 2009)."""

import numpy as np


def macro_f1(y_true, y_pred, n_classes):
    truth = np.asarray(y_true).astype(int)  # (n,)
    guess = np.asarray(y_pred).astype(int)  # (n,)
    hits = np.bincount(truth[truth == guess], minlength=n_classes)  # (c,): TP
    there = np.bincount(truth, minlength=n_classes)  # (c,): TP + FN
    named = np.bincount(guess, minlength=n_classes)  # (c,): TP + FP
    f1 = 2 * hits / np.maximum(there + named, 1)  # 0/0 is 0
    return float(f1.mean())
