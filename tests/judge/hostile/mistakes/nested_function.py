# attack: The function is inside another.
# right: missing
def outer():
    def solve(x):
        return x
    return solve
