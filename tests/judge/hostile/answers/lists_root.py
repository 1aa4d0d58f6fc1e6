# attack: Lists the root of the file system.
# right: error, failed
import numpy as np


def answer(x):
    return 2 * np.asarray(x, dtype=float) + 1


def solve(x):
    import os
    os.listdir("/")
    return answer(x)
