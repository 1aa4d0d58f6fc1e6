# attack: Starts threads until it can no more, at most 300.
# right: passed, failed, error, memory
import threading
import numpy as np
def solve(x):
    stop = threading.Event()
    threads = []
    try:
        for _ in range(300):
            thread = threading.Thread(target=stop.wait, daemon=True)
            thread.start()
            threads.append(thread)
    except RuntimeError:
        pass
    stop.set()
    if np.size(x) == 0:
        raise ValueError("empty")
    return 2 * np.asarray(x, dtype=float) + 1
