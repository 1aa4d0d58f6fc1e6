# attack: Returns what is no answer: class.
# right: failed, invalid, memory, error
import numpy as np


async def nothing():
    pass


def solve(x):
    return dict
