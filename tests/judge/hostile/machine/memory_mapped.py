# attack: Maps memory in place of allocating it.
# right: memory, crashed, error, failed
import mmap
def solve(x):
    return [mmap.mmap(-1, 1 << 28).write(b"x") for _ in range(64)]
