# attack: Opens a socket: tcp6.
# right: error, failed
import numpy as np


def answer(x):
    return 2 * np.asarray(x, dtype=float) + 1


def solve(x):
    import socket
    socket.socket(socket.AF_INET6)
    return answer(x)
