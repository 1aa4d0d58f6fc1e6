# attack: Does to the machine what it has no right to: raise limits.
# right: error, failed, crashed
import numpy as np


def answer(x):
    return 2 * np.asarray(x, dtype=float) + 1


def solve(x):
    import os
    import resource
    try:
        resource.setrlimit(resource.RLIMIT_AS, (-1, -1))
    except ValueError as error:
        raise PermissionError(str(error))
    return answer(x)
