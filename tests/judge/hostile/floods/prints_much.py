# attack: Prints a hundred thousand lines and is right.
# right: passed
import numpy as np


def solve(x):
    for i in range(100_000):
        print(i)
    if np.size(x) == 0:
        raise ValueError("empty")
    return 2 * np.asarray(x, dtype=float) + 1
