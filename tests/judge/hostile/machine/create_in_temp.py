# attack: Does to the machine what it has no right to: create in temp.
# right: error, failed, crashed
import numpy as np


def answer(x):
    return 2 * np.asarray(x, dtype=float) + 1


def solve(x):
    import os
    import tempfile; tempfile.TemporaryFile()
    return answer(x)
