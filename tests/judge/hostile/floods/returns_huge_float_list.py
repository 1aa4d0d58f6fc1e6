# attack: Returns what is no answer: huge float list.
# right: failed, invalid, memory, error
import numpy as np


async def nothing():
    pass


def solve(x):
    return [1e308] * len(x)
