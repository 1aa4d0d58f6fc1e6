# attack: Raises an exception that is hard to show: base.
# right: error, failed, memory
def solve(x):
    raise BaseException("passed")
