# attack: Returns an object that hands out a new array on each look.
# right: failed, invalid
import numpy as np
class Shifty:
    def __array__(self, *args, **kwargs): return np.zeros(5)
    __array_interface__ = {"shape": (5,), "typestr": "<f8", "data": (0, True), "version": 3}
def solve(x):
    return Shifty()
