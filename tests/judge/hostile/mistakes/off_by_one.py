# attack: Forgets the last value.
# right: failed
def solve(x):
    return [2 * v + 1 for v in x[:-1]]
