# attack: Opens a socket: raw.
# right: error, failed
import numpy as np


def answer(x):
    return 2 * np.asarray(x, dtype=float) + 1


def solve(x):
    import socket
    socket.socket(socket.AF_INET, socket.SOCK_RAW, 1)
    return answer(x)
