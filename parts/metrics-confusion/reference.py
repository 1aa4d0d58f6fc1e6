"""The confusion matrix (Fawcett, "An introduction to ROC analysis", 2006, section 2, transposed)."""

import numpy as np


def confusion_matrix(y_true, y_pred, n_classes):
    truth = np.asarray(y_true).astype(int)  # (n,)
    predicted = np.asarray(y_pred).astype(int)  # (n,)
    both = np.concatenate([truth, predicted])
    if np.any((both < 0) | (both >= n_classes)):
        raise ValueError(f"classes are 0 to {n_classes - 1}")
    matrix = np.zeros((n_classes, n_classes), dtype=int)
    np.add.at(matrix, (truth, predicted), 1)  # counts a repeated pair every time
    return matrix
