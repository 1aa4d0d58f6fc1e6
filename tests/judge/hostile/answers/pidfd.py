# attack: Opens the grader as a descriptor, to take its files from there.
# right: error, failed
import numpy as np


def answer(x):
    return 2 * np.asarray(x, dtype=float) + 1


def solve(x):
    import os
    os.pidfd_open(@GRADER@)
    return answer(x)
