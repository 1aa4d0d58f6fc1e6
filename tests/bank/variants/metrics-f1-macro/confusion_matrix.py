"""By way of the confusion matrix, its diagonal and its sums; np.divide with where for 0/0."""

import numpy as np


def macro_f1(y_true, y_pred, n_classes):
    matrix = np.zeros((n_classes, n_classes))
    np.add.at(matrix, (np.array(y_true, dtype=np.intp), np.array(y_pred, dtype=np.intp)), 1.0)
    bottom = matrix.sum(axis=0) + matrix.sum(axis=1)
    return np.divide(2 * np.diag(matrix), bottom, out=np.zeros(n_classes), where=bottom > 0).mean()
