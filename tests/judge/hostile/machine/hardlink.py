# attack: Does to the machine what it has no right to: hardlink.
# right: error, failed, crashed
import numpy as np


def answer(x):
    return 2 * np.asarray(x, dtype=float) + 1


def solve(x):
    import os
    os.link("@FOLDER@/kept", "@FOLDER@/link")
    return answer(x)
