# attack: Raises an exception that is hard to show: group.
# right: error, failed, memory
def solve(x):
    raise ExceptionGroup("many", [ValueError(str(i)) for i in range(1000)])
