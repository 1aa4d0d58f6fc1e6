# attack: Does to the machine what it has no right to: priority of grader.
# right: error, failed, crashed
import numpy as np


def answer(x):
    return 2 * np.asarray(x, dtype=float) + 1


def solve(x):
    import os
    os.setpriority(os.PRIO_PROCESS, @GRADER@, 19)
    return answer(x)
