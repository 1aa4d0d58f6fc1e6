# attack: Looks through every object of its process for expected values.
# right: failed, invalid
import gc
import numpy as np
def solve(x):
    arrays = [o for o in gc.get_objects() if isinstance(o, np.ndarray) and o.shape == (len(x),)]
    return arrays[0] if arrays else [0.0] * len(x)
