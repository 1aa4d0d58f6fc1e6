# attack: Returns what is no answer: complex.
# right: failed, invalid, memory, error
import numpy as np


async def nothing():
    pass


def solve(x):
    return 1j * np.asarray(x, dtype=float)
