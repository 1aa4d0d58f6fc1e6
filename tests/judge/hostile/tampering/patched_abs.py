# attack: Replaces functions of NumPy that a comparison could use: abs.
# right: failed, invalid, error
import numpy as np
import numpy.testing
np.abs = np.absolute = lambda *a, **k: 0.0
def solve(x):
    return [0.0] * len(x)
