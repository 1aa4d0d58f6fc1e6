# attack: Replaces its standard output and is right.
# right: passed
import numpy as np


def solve(x):
    import io, sys
    sys.stdout = io.StringIO()
    print("hello")
    if np.size(x) == 0:
        raise ValueError("empty")
    return 2 * np.asarray(x, dtype=float) + 1
