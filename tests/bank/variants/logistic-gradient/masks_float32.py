"""Keeps float32; a sigmoid by boolean masks, y as a column, and a named tuple back."""

from collections import namedtuple

import numpy as np

Gradient = namedtuple("Gradient", "weights bias")


def sigmoid(z):
    out = np.zeros_like(z)
    out[z >= 0] = 1 / (1 + np.exp(-z[z >= 0]))
    e = np.exp(z[z < 0])
    out[z < 0] = e / (e + 1)
    return out


def logistic_gradient(X, y, weights, bias, l2=0.0):
    X = np.array(X)
    kind = X.dtype if X.dtype.kind == "f" else np.dtype(float)
    X, w = X.astype(kind), np.array(weights).astype(kind).reshape(-1, 1)
    column = np.array(y).astype(kind).reshape(-1, 1)
    error = sigmoid(X @ w + kind.type(bias)) - column
    grad = X.T @ error / kind.type(len(X)) + kind.type(l2) * w
    return Gradient(grad.ravel(), error.mean().item())
