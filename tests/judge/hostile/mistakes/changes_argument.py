# attack: Changes the array that it was given.
# right: passed, failed
import numpy as np
def solve(x):
    x = np.asarray(x)
    if x.size == 0:
        raise ValueError("empty")
    x *= 2
    x += 1
    return x
