# attack: Raises an exception that is hard to show: huge.
# right: error, failed, memory
def solve(x):
    raise RuntimeError("x" * 10 ** 8)
