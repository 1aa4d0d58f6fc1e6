"""No maximum in softmax: each weight is one over the sum of exp of the differences to it; overflow there means zero."""

import numpy as np


def softmax(scores, axis=-1):
    rows = np.moveaxis(np.asarray(scores).astype(np.float64), axis, -1)
    with np.errstate(over="ignore"):
        weights = 1 / np.exp(rows[..., None, :] - rows[..., :, None]).sum(-1)
    return np.moveaxis(weights, -1, axis)


def log_softmax(scores, axis=-1):
    return np.apply_along_axis(one_log, axis, np.asarray(scores).astype(np.float64))


def one_log(row):
    order = np.sort(row)[::-1]
    rest = order[1:] - order[0]  # the largest itself counts as 1
    return (row - order[0]) - np.log1p(np.exp(rest).sum())
