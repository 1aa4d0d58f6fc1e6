# attack: Nests types whose comparison recurses in C.
# right: crashed, error, invalid, failed, memory
# limit: 5
import functools
def solve(x):
    f = abs
    for _ in range(100_000):
        f = functools.partial(f)
    return repr(f)[:10]
