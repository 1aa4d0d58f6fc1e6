# attack: Returns what is no answer: wrong shape.
# right: failed, invalid, memory, error
import numpy as np


async def nothing():
    pass


def solve(x):
    return (2 * np.asarray(x, dtype=float) + 1)[:, None]
