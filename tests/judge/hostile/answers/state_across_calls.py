# attack: Counts its calls in a module attribute, to be wrong only later.
# right: passed, failed, invalid
import numpy as np


def answer(x):
    return 2 * np.asarray(x, dtype=float) + 1


import numpy


def solve(x):
    calls = getattr(numpy, "_calls", 0) + 1
    numpy._calls = calls
    if np.size(x) == 0:
        raise ValueError("empty")
    return answer(x) if calls == 1 else None
