# attack: Raises an exception that is hard to show: chain.
# right: error, failed, memory
def solve(x):
    e = RuntimeError("end")
    for _ in range(10_000):
        n = RuntimeError("x"); n.__cause__ = e; e = n
    raise e
