# attack: Returns what is no answer: structured.
# right: failed, invalid, memory, error
import numpy as np


async def nothing():
    pass


def solve(x):
    return np.zeros(len(x), dtype=[("a", "f8"), ("b", "i4")])
