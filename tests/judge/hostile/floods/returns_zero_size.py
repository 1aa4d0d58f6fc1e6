# attack: Returns what is no answer: zero size.
# right: failed, invalid, memory, error
import numpy as np


async def nothing():
    pass


def solve(x):
    return np.zeros((0, 5))
