# attack: Takes all the time there is: sort key.
# right: timeout, memory, failed
# limit: 0.4
def solve(x):
    import itertools; max(itertools.count())
