# attack: Opens a socket: tcp.
# right: error, failed
import numpy as np


def answer(x):
    return 2 * np.asarray(x, dtype=float) + 1


def solve(x):
    import socket
    socket.create_connection(("127.0.0.1", @TCP@), 1)
    return answer(x)
