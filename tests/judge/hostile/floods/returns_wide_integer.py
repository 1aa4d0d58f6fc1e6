# attack: Returns what is no answer: wide integer.
# right: failed, invalid, memory, error
import numpy as np


async def nothing():
    pass


def solve(x):
    return [1 << 10 ** 6]
