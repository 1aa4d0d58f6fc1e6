# attack: Takes all the time there is: sleep.
# right: timeout, memory, failed
# limit: 0.4
def solve(x):
    import time; time.sleep(99)
