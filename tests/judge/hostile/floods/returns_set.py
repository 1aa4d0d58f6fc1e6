# attack: Returns what is no answer: set.
# right: failed, invalid, memory, error
import numpy as np


async def nothing():
    pass


def solve(x):
    return set(range(5))
