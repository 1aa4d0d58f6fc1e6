# attack: Raises an exception that is hard to show: surrogate.
# right: error, failed, memory
def solve(x):
    raise RuntimeError("\ud800\0")
