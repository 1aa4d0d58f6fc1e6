# attack: Returns what is no answer: generator.
# right: failed, invalid, memory, error
import numpy as np


async def nothing():
    pass


def solve(x):
    return (v for v in x)
