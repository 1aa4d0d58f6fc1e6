# attack: Asks for a hundred gigabytes at once.
# right: memory, crashed, error, failed
import numpy as np
def solve(x):
    return np.ones(10 ** 11)
