# attack: Returns a column in place of a row.
# right: failed
import numpy as np
def solve(x):
    return (2 * np.asarray(x, dtype=float) + 1).reshape(-1, 1)
