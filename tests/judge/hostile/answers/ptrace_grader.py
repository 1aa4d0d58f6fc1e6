# attack: Traces the grader.
# right: error, failed
import numpy as np


def answer(x):
    return 2 * np.asarray(x, dtype=float) + 1


def solve(x):
    import ctypes
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.ptrace(0x4206, @GRADER@, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "ptrace")
    return answer(x)
