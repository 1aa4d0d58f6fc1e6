# attack: Closes its standard output and is right.
# right: passed
import numpy as np


def solve(x):
    import sys
    sys.stdout.close()
    if np.size(x) == 0:
        raise ValueError("empty")
    return 2 * np.asarray(x, dtype=float) + 1
