import bisect
from fractions import Fraction
from itertools import accumulate
import random


class _Shuffler:
    """Fisher-Yates with a little generator of its own."""

    def __init__(self, seed):
        self.state = (seed * 2 + 1) * 6364136223846793005 % 2**64
        for _ in range(8):
            self.next()

    def next(self):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return self.state >> 33

    def shuffle(self, items):
        items = list(items)
        for i in range(len(items) - 1, 0, -1):
            j = self.next() % (i + 1)
            items[i], items[j] = items[j], items[i]
        return items


def stratified_split(y, ratios=(0.7, 0.15, 0.15), seed=0):
    if len([r for r in ratios if r < 0]):
        raise ValueError("ratios must not be negative")
    if abs(sum(ratios) - 1) > 1e-9:
        raise ValueError("ratios must sum to 1")
    labels = list(y)
    shuffler = _Shuffler(seed)
    parts = [[], [], []]
    order = sorted(range(len(labels)), key=lambda i: labels[i])
    stack = []
    for i in order + [None]:
        if stack and (i is None or labels[i] != labels[stack[-1]]):
            m = len(stack)
            ends = [round(Fraction(e) * m) for e in accumulate(ratios)]
            if m == 1:
                ends = [1, 1, 1]
            for rank, member in enumerate(shuffler.shuffle(stack)):
                parts[min(bisect.bisect_right(ends, rank), 2)].append(member)
            stack = []
        stack.append(i)
    return parts
