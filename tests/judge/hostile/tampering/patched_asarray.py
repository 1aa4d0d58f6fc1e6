# attack: Replaces functions of NumPy that a comparison could use: asarray.
# right: failed, invalid, error
import numpy as np
import numpy.testing
np.asarray = np.array = lambda *a, **k: 0
def solve(x):
    return [0.0] * len(x)
