# attack: Returns what is no answer: object array.
# right: failed, invalid, memory, error
import numpy as np


async def nothing():
    pass


def solve(x):
    return np.array([object()] * len(x), dtype=object)
