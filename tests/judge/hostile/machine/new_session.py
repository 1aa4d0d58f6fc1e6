# attack: Does to the machine what it has no right to: new session.
# right: error, failed, crashed
import numpy as np


def answer(x):
    return 2 * np.asarray(x, dtype=float) + 1


def solve(x):
    import os
    os.setsid() if os.getpid() != os.getsid(0) else os.setpgid(0, 0)
    return answer(x)
