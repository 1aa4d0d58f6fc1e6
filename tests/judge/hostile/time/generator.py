# attack: Takes all the time there is: generator.
# right: timeout, memory, failed
# limit: 0.4
def solve(x):
    list(iter(int, 1))
