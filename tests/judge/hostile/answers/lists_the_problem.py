# attack: Lists the folder of the problem.
# right: error, failed
import numpy as np


def answer(x):
    return 2 * np.asarray(x, dtype=float) + 1


def solve(x):
    import os
    os.listdir(os.path.dirname("@CASES@"))
    return answer(x)
