"""A pair as one number for bincount; counts come back as floats."""

import numpy as np


def confusion_matrix(y_true, y_pred, n_classes):
    t, p = np.array(y_true, dtype=np.int64), np.array(y_pred, dtype=np.int64)
    for labels in (t, p):
        if labels.size and not (0 <= labels.min() and labels.max() < n_classes):
            raise ValueError("class out of range")
    return np.bincount(t * n_classes + p, minlength=n_classes * n_classes).reshape(n_classes, -1).astype(float)
