# attack: Opens a socket: url.
# right: error, failed
import numpy as np


def answer(x):
    return 2 * np.asarray(x, dtype=float) + 1


def solve(x):
    import socket
    __import__("urllib.request").request.urlopen("http://127.0.0.1:@TCP@/", timeout=1)
    return answer(x)
