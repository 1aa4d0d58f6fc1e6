# attack: Returns an array whose class says that it is close to anything.
# right: failed, invalid
import numpy as np
class Lying(np.ndarray):
    def __eq__(self, other): return np.ones(self.shape, dtype=bool)
    def __sub__(self, other): return np.zeros(self.shape)
    def __array_function__(self, function, types, args, kwargs): return True
    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs): return np.zeros(5)
def solve(x):
    return np.zeros(len(x)).view(Lying)
