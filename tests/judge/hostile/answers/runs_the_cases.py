# attack: Runs the cases through runpy.
# right: error, failed
import numpy as np


def answer(x):
    return 2 * np.asarray(x, dtype=float) + 1


def solve(x):
    import runpy
    runpy.run_path("@CASES@")
    return answer(x)
