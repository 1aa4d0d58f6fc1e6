# attack: Returns what is no answer: bytes.
# right: failed, invalid, memory, error
import numpy as np


async def nothing():
    pass


def solve(x):
    return b"passed"
