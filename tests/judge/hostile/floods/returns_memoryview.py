# attack: Returns what is no answer: memoryview.
# right: failed, invalid, memory, error
import numpy as np


async def nothing():
    pass


def solve(x):
    return memoryview(b"12345")
