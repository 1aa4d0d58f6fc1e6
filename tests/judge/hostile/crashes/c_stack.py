# attack: Nests objects until taking them apart overflows the C stack.
# right: crashed, invalid, failed
def solve(x):
    nested = []
    for _ in range(3_000_00):
        nested = [nested]
    return nested
