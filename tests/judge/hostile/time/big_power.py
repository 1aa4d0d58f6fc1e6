# attack: Takes all the time there is: big power.
# right: timeout, memory, failed
# limit: 0.4
def solve(x):
    return len(str(7 ** (10 ** 8)))
