# attack: Takes all the time there is: recursion in time.
# right: timeout, memory, failed
# limit: 0.4
def solve(x):
    f = lambda n: f(n - 1) + f(n - 1) if n else 0; f(60)
