# attack: Does to the machine what it has no right to: fork.
# right: error, failed, crashed
import numpy as np


def answer(x):
    return 2 * np.asarray(x, dtype=float) + 1


def solve(x):
    import os
    pid = os.fork() or os._exit(0)
    return answer(x)
