# attack: Raises an exception that is hard to show: name.
# right: error, failed, memory
def solve(x):
    raise type("\x1b[31m" + "N" * 5000, (Exception,), {})("x")
