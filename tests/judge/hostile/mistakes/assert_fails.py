# attack: Its own assertion fails.
# right: error, failed
def solve(x):
    assert len(x) > 10, "expected more"
    return x
