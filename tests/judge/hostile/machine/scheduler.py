# attack: Does to the machine what it has no right to: scheduler.
# right: error, failed, crashed
import numpy as np


def answer(x):
    return 2 * np.asarray(x, dtype=float) + 1


def solve(x):
    import os
    os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))
    return answer(x)
