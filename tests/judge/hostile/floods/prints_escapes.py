# attack: Prints terminal escapes and is right.
# right: passed
import numpy as np


def solve(x):
    print("\x1b]0;owned\x07\x1b[2J\x1b[31m\u202e")
    if np.size(x) == 0:
        raise ValueError("empty")
    return 2 * np.asarray(x, dtype=float) + 1
