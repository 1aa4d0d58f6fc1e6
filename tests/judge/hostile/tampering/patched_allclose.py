# attack: Replaces functions of NumPy that a comparison could use: allclose.
# right: failed, invalid, error
import numpy as np
import numpy.testing
np.allclose = np.array_equal = np.isclose = lambda *a, **k: True
def solve(x):
    return [0.0] * len(x)
