"""Batch normalization feature by feature; the gradients by a tiny step along the imaginary axis.

For a real analytic f, f(v + ih) = f(v) + ih f'(v) + O(h^2). There is no difference to cancel digits, so with h = 1e-30
the slope is exact to rounding, and no derivative has to be worked out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

STEP = 1e-30


def batchnorm_forward(
    x: Any,
    gamma: Any,
    beta: Any,
    running_mean: Any,
    running_var: Any,
    momentum: float = 0.9,
    eps: float = 1e-5,
    training: bool = True,
) -> tuple[Any, Any, Any, Any]:
    """The output, what backward needs, and the new running statistics."""
    columns = [[float(value) for value in column] for column in zip(*np.asarray(x).tolist(), strict=True)]
    mean, var = [float(value) for value in running_mean], [float(value) for value in running_var]
    out = []
    for j, column in enumerate(columns):
        moments = moments_of(column) if training else (mean[j], var[j])
        out.append(normalized(column, moments, float(gamma[j]), float(beta[j]), eps))
        if training:
            mean[j] += (1 - momentum) * (moments[0] - mean[j])
            var[j] += (1 - momentum) * (moments[1] - var[j])
    cache = {"columns": columns, "gamma": [float(g) for g in gamma], "beta": [float(b) for b in beta], "eps": eps}
    return [list(row) for row in zip(*out, strict=True)], cache, mean, var


def batchnorm_backward(dout: Any, cache: Any) -> tuple[Any, Any, Any]:
    """The gradients of sum(dout * out), by nothing but the forward pass."""
    dx, dgamma, dbeta = [], [], []
    for j, column in enumerate(cache["columns"]):
        upstream = [float(row[j]) for row in dout]

        def value(point: list[Any], upstream: list[float] = upstream) -> Any:
            *rows, gamma, beta = point
            out = normalized(rows, moments_of(rows), gamma, beta, cache["eps"])
            return sum(weight * one for weight, one in zip(upstream, out, strict=True))

        *of_rows, of_gamma, of_beta = slopes(value, [*column, cache["gamma"][j], cache["beta"][j]])
        dx.append(of_rows)
        dgamma.append(of_gamma)
        dbeta.append(of_beta)
    return [list(row) for row in zip(*dx, strict=True)], dgamma, dbeta


def moments_of(column: list[Any]) -> tuple[Any, Any]:
    """The mean, measured from the first value so that it keeps its digits, and the biased variance."""
    mean = column[0] + sum(value - column[0] for value in column) / len(column)
    return mean, sum((value - mean) ** 2 for value in column) / len(column)


def normalized(column: list[Any], moments: tuple[Any, Any], gamma: Any, beta: Any, eps: float) -> list[Any]:
    """The output of one feature."""
    mean, var = moments
    return [gamma * (value - mean) / (var + eps) ** 0.5 + beta for value in column]


def slopes(function: Callable[[list[Any]], Any], point: list[float]) -> list[float]:
    """The partial derivatives of a function at a point."""
    found = []
    for i, value in enumerate(point):
        moved = [*point[:i], complex(value, STEP), *point[i + 1 :]]
        found.append(complex(function(moved)).imag / STEP)
    return found
