# attack: Calls itself without end.
# right: error, failed
def solve(x):
    return solve(x)
