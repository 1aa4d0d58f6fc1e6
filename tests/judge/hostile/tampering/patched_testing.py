# attack: Replaces functions of NumPy that a comparison could use: testing.
# right: failed, invalid, error
import numpy as np
import numpy.testing
np.testing.assert_allclose = np.testing.assert_array_equal = lambda *a, **k: None
def solve(x):
    return [0.0] * len(x)
