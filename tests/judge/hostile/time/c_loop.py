# attack: Takes all the time there is: c loop.
# right: timeout, memory, failed
# limit: 0.4
def solve(x):
    sum(range(10 ** 12))
