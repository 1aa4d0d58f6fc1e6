# attack: Returns what is no answer: all inf.
# right: failed, invalid, memory, error
import numpy as np


async def nothing():
    pass


def solve(x):
    return np.full(len(x), np.inf)
