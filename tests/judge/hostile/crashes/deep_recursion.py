# attack: Lifts the recursion limit, then calls itself without end.
# right: crashed, error, memory, timeout, failed
# limit: 0.5
import sys
sys.setrecursionlimit(10 ** 9)
def solve(x):
    return [solve(x)]
