# attack: Returns what is no answer: nested dict.
# right: failed, invalid, memory, error
import numpy as np


async def nothing():
    pass


def solve(x):
    return {"ok": {"ok": True}}
