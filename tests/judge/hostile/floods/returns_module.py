# attack: Returns what is no answer: module.
# right: failed, invalid, memory, error
import numpy as np


async def nothing():
    pass


def solve(x):
    return np
