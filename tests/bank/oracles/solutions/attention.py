"""Attention one query at a time: a weight is one over the sum of how much likelier the other keys are."""

from __future__ import annotations

import math
from typing import Any

import numpy as np


def scaled_dot_product_attention(Q: Any, K: Any, V: Any, mask: Any = None) -> tuple[Any, Any]:
    """The output and the weights."""
    Q, K, V = (np.array(array, dtype=float) for array in (Q, K, V))
    weights = np.zeros((*Q.shape[:-1], K.shape[-2]))
    output = np.zeros((*Q.shape[:-1], V.shape[-1]))
    allowed = np.broadcast_to(True if mask is None else np.array(mask), weights.shape)
    for place in np.ndindex(Q.shape[:-1]):
        keys, values = K[place[:-1]].tolist(), V[place[:-1]].tolist()
        open_to = [j for j in range(len(keys)) if allowed[place][j]]
        scores = {j: dot(Q[place].tolist(), keys[j]) / math.sqrt(len(keys[j])) for j in open_to}
        for j in open_to:
            weights[place][j] = 1 / math.fsum(times_likelier(scores[i] - scores[j]) for i in open_to)
        for c in range(V.shape[-1]):
            output[place][c] = math.fsum(weights[place][j] * values[j][c] for j in open_to)
    return output, weights


def dot(a: list[float], b: list[float]) -> float:
    """The inner product."""
    return math.fsum(x * y for x, y in zip(a, b, strict=True))


def times_likelier(difference: float) -> float:
    """The exponential, infinite where it overflows."""
    return math.exp(difference) if difference < 700 else math.inf
