# attack: Returns what is no answer: nul text.
# right: failed, invalid, memory, error
import numpy as np


async def nothing():
    pass


def solve(x):
    return "\0" * 5
