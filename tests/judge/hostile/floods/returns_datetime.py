# attack: Returns what is no answer: datetime.
# right: failed, invalid, memory, error
import numpy as np


async def nothing():
    pass


def solve(x):
    return np.zeros(len(x), dtype="datetime64[s]")
