# attack: Does to the machine what it has no right to: extended attribute.
# right: error, failed, crashed
import numpy as np


def answer(x):
    return 2 * np.asarray(x, dtype=float) + 1


def solve(x):
    import os
    os.setxattr("@FOLDER@/kept", "user.mockml", b"x")
    return answer(x)
