# attack: Takes all memory, piece by piece.
# right: memory, crashed, error, failed
import numpy as np
def solve(x):
    kept = []
    while True:
        kept.append(np.ones(1 << 22))
