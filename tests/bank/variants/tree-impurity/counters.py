"""Counters and math, no arrays."""

import math
from collections import Counter


def gini(labels):
    n = len(labels)
    if n == 0:
        return 0
    return 1.0 - sum((c / n) ** 2 for c in Counter(list(labels)).values())


def entropy(labels):
    n = len(labels)
    out = 0.0
    for c in Counter(list(labels)).values():
        out += c / n * math.log(n / c, 2)
    return out
