# attack: Forks in a loop, at most forty times.
# right: error, failed, crashed
import numpy as np


def answer(x):
    return 2 * np.asarray(x, dtype=float) + 1


def solve(x):
    import os
    for _ in range(40):
        if os.fork() == 0:
            os._exit(0)
    return answer(x)
