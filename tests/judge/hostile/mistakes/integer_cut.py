# attack: Cuts to whole numbers.
# right: failed
import numpy as np
def solve(x):
    return (2 * np.asarray(x) + 1).astype(int)
