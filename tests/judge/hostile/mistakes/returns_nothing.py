# attack: Prints the answer and returns none.
# right: invalid, failed
def solve(x):
    print([2 * v + 1 for v in x])
