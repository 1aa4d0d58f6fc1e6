# attack: Does to the machine what it has no right to: chown.
# right: error, failed, crashed
import numpy as np


def answer(x):
    return 2 * np.asarray(x, dtype=float) + 1


def solve(x):
    import os
    os.chown("@FOLDER@/kept", 0, 0)
    return answer(x)
