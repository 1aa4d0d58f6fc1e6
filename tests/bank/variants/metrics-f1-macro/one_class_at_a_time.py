"""A loop over the classes with boolean masks; prints a report, and the result is an array of one element."""

import numpy as np


def f1(true, guess):
    both = np.count_nonzero(true & guess)
    either = np.count_nonzero(true) + np.count_nonzero(guess)
    return 0.0 if both == 0 else 2.0 * both / either


def macro_f1(y_true, y_pred, n_classes):
    t, p = np.asarray(y_true), np.asarray(y_pred)
    scores = []
    for c in range(n_classes):
        scores.append(f1(t == c, p == c))
        print(f"class {c}: {scores[-1]:.3f}")
    return np.array([np.average(scores)])
