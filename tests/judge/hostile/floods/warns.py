# attack: Warns a thousand times and is right.
# right: passed
import numpy as np


def solve(x):
    import warnings
    for i in range(1000):
        warnings.warn(f"warning {i}")
    if np.size(x) == 0:
        raise ValueError("empty")
    return 2 * np.asarray(x, dtype=float) + 1
