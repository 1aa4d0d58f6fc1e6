# attack: Waits for somebody to type.
# right: error, failed
def solve(x):
    return float(input("number? "))
