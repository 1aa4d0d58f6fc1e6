# attack: A bracket is missing.
# right: error
def solve(x:
    return x
