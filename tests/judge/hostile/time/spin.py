# attack: Takes all the time there is: spin.
# right: timeout, memory, failed
# limit: 0.4
def solve(x):
    while True: pass
