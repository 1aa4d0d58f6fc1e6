# attack: Returns what is no answer: million items.
# right: failed, invalid, memory, error
import numpy as np


async def nothing():
    pass


def solve(x):
    return list(range(10 ** 6 + 10))
