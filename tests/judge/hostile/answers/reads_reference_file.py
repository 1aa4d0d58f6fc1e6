# attack: Opens a file that is none of its business: reference file.
# right: error, failed
import numpy as np


def answer(x):
    return 2 * np.asarray(x, dtype=float) + 1


def solve(x):
    open("@FOLDER@/../reference.py", "rb").read(1)
    return answer(x)
