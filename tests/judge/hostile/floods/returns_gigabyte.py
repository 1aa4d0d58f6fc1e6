# attack: Returns what is no answer: gigabyte.
# right: failed, invalid, memory, error
import numpy as np


async def nothing():
    pass


def solve(x):
    return np.ones(1 << 24)
