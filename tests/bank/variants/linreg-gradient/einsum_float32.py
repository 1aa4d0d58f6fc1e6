"""Keeps float32 where it comes, and averages the gradients of the single samples with einsum."""

from typing import NamedTuple

import numpy as np


class Gradient(NamedTuple):
    weights: np.ndarray
    bias: float


def mse_gradient(X, y, weights, bias):
    kind = np.result_type(np.asarray(X).dtype, np.float32)
    X, y, w = (np.array(part).astype(kind) for part in (X, y, weights))
    error = np.einsum("nd,d->n", X, w) + kind.type(bias) - y
    each = np.einsum("n,nd->nd", 2 * error, X)
    return Gradient(each.mean(axis=0), float((2 * error).mean()))
