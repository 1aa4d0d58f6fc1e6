# attack: Returns what is no answer: not implemented.
# right: failed, invalid, memory, error
import numpy as np


async def nothing():
    pass


def solve(x):
    return NotImplemented
