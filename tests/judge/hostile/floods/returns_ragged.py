# attack: Returns what is no answer: ragged.
# right: failed, invalid, memory, error
import numpy as np


async def nothing():
    pass


def solve(x):
    return [[1.0], [1.0, 2.0]]
