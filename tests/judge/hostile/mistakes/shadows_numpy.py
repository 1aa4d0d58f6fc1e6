# attack: Overwrites the name np.
# right: error, failed
import numpy as np
np = None
def solve(x):
    return np.asarray(x)
