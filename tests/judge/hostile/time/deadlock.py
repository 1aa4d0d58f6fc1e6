# attack: Takes all the time there is: deadlock.
# right: timeout, memory, failed
# limit: 0.4
def solve(x):
    import threading; lock = threading.Lock(); lock.acquire(); lock.acquire()
