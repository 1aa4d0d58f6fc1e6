# attack: Returns what is no answer: surrogates.
# right: failed, invalid, memory, error
import numpy as np


async def nothing():
    pass


def solve(x):
    return "\ud800" * 5
