"""The product of two one-hot matrices, in float32, which counts exactly up to 16 million."""

import numpy as np


def confusion_matrix(y_true, y_pred, n_classes):
    classes = np.arange(n_classes)
    hot = [(np.asarray(y)[:, None] == classes).astype(np.float32) for y in (y_true, y_pred)]
    if any((one.sum(axis=1) != 1).any() for one in hot):
        raise ValueError("every label has to be one of the classes")
    return np.rint(hot[0].T @ hot[1]).astype(np.int32)
