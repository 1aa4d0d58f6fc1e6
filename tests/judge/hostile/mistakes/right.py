# attack: The right solution, to show that there is one.
# right: passed
import numpy as np


def solve(x):
    x = np.asarray(x, dtype=float)
    if x.size == 0:
        raise ValueError("nothing to solve")
    return 2 * x + 1
