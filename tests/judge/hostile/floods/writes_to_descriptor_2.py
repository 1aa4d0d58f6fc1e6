# attack: Writes megabytes to descriptor 2 and is right.
# right: passed
import numpy as np


def solve(x):
    import os
    for _ in range(64):
        os.write(2, b"x" * (1 << 16))
    if np.size(x) == 0:
        raise ValueError("empty")
    return 2 * np.asarray(x, dtype=float) + 1
