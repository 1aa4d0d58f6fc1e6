# attack: Opens a socket: tcp_listen.
# right: error, failed
import numpy as np


def answer(x):
    return 2 * np.asarray(x, dtype=float) + 1


def solve(x):
    import socket
    socket.create_server(("127.0.0.1", 0))
    return answer(x)
