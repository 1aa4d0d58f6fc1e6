"""Nested lists and math only: recursion over the leading axes, and a mask that is broadcast by hand."""

import math


def nested(a):
    """Arrays and lists as lists of Python's numbers."""
    if hasattr(a, "tolist"):
        return a.tolist()
    return [nested(item) for item in a] if isinstance(a, (list, tuple)) else a


def depth(a):
    return 1 + depth(a[0]) if isinstance(a, list) else 0


def part(mask, axes, i):
    """What the mask says of entry i of the axis that is `axes`-th from the right."""
    if depth(mask) < axes:
        return mask
    return mask[0] if len(mask) == 1 else mask[i]


def softmax(scores):
    top = max(scores, default=0.0)
    e = [math.exp(s - top) for s in scores]
    total = math.fsum(e)
    return [value / total for value in e]


def one_query(q, K, V, mask):
    root = math.sqrt(len(q))
    keys = [j for j in range(len(K)) if part(mask, 1, j)]
    weights = [0.0] * len(K)
    for j, weight in zip(keys, softmax([math.fsum(a / root * b for a, b in zip(q, K[j])) for j in keys])):
        weights[j] = weight
    return [math.fsum(weights[j] * V[j][c] for j in keys) for c in range(len(V[0]))], weights


def attend(Q, K, V, mask, axes):
    if axes == 2:
        results = [one_query(q, K, V, part(mask, 2, i)) for i, q in enumerate(Q)]
    else:
        results = [attend(Q[i], K[i], V[i], part(mask, axes, i), axes - 1) for i in range(len(Q))]
    return [output for output, _ in results], [weights for _, weights in results]


def scaled_dot_product_attention(Q, K, V, mask=None):
    Q, K, V = nested(Q), nested(K), nested(V)
    return attend(Q, K, V, True if mask is None else nested(mask), depth(Q))
