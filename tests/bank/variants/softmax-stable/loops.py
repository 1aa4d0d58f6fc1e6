"""Nested lists, recursion over the axes, math only; the logarithm of the sum is shifted back before it is subtracted."""

import math

import numpy as np


def along(values, how):
    top = max(values)
    exps = [math.exp(v - top) for v in values]
    if how == "log":
        log_sum = math.log(math.fsum(exps))
        return [(v - top) - log_sum for v in values]
    total = math.fsum(exps)
    return [e / total for e in exps]


def apply(nested, how):
    if isinstance(nested[0], list):
        return [apply(inner, how) for inner in nested]
    return along([float(v) for v in nested], how)


def run(scores, axis, how):
    moved = np.moveaxis(np.array(scores), axis, -1).tolist()
    return np.moveaxis(np.array(apply(moved, how)), -1, axis)


def softmax(scores, axis=-1):
    return run(scores, axis, "plain")


def log_softmax(scores, axis=-1):
    return run(scores, axis, "log")
