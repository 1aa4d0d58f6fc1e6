"""Plain Python, one query after another, over lists of the allowed keys only; nested lists back."""

import math

import numpy as np


def one_query(row, allowed):
    keys = [j for j in range(len(row)) if allowed[j]]
    out = [0.0] * len(row)
    if not keys:
        return out
    top = max(row[j] for j in keys)
    exps = {j: math.exp(row[j] - top) for j in keys}
    total = sum(exps.values())
    for j in keys:
        out[j] = exps[j] / total
    return out


def masked_weights(scores, mask):
    shape = np.shape(scores)
    allowed = np.broadcast_to(mask, shape).reshape(-1, shape[-1]).tolist()
    rows = np.array(scores, dtype=float).reshape(-1, shape[-1]).tolist()
    return np.reshape([one_query(row, may) for row, may in zip(rows, allowed)], shape).tolist()
