# attack: Asks the kernel for what no solution needs: setns.
# right: error, failed
import numpy as np


def answer(x):
    return 2 * np.asarray(x, dtype=float) + 1


def solve(x):
    import ctypes
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.syscall(308, 0, 0) == -1:
        raise OSError(ctypes.get_errno(), "refused")
    return answer(x)
