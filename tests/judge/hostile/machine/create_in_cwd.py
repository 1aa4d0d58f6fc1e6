# attack: Does to the machine what it has no right to: create in cwd.
# right: error, failed, crashed
import numpy as np


def answer(x):
    return 2 * np.asarray(x, dtype=float) + 1


def solve(x):
    import os
    open("here", "x")
    return answer(x)
