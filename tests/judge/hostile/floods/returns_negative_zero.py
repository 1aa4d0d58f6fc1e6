# attack: Returns what is no answer: negative zero.
# right: failed, invalid, memory, error
import numpy as np


async def nothing():
    pass


def solve(x):
    return [-0.0] * len(x)
