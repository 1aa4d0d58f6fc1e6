# attack: Opens a socket: socketpair.
# right: error, failed
import numpy as np


def answer(x):
    return 2 * np.asarray(x, dtype=float) + 1


def solve(x):
    import socket
    socket.socketpair()
    return answer(x)
