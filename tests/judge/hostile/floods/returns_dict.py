# attack: Returns what is no answer: dict.
# right: failed, invalid, memory, error
import numpy as np


async def nothing():
    pass


def solve(x):
    return {i: 0.0 for i in range(5)}
