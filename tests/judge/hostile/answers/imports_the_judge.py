# attack: Imports the judge to ask it.
# right: error, failed
import numpy as np


def answer(x):
    return 2 * np.asarray(x, dtype=float) + 1


def solve(x):
    import mockml.judge.expect
    return answer(x)
