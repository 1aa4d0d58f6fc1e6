# attack: Opens a socket: unix.
# right: error, failed
import numpy as np


def answer(x):
    return 2 * np.asarray(x, dtype=float) + 1


def solve(x):
    import socket
    socket.socket(socket.AF_UNIX).connect("@UNIX@")
    return answer(x)
