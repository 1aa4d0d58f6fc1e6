# attack: Raises an exception that is hard to show: str_raises.
# right: error, failed, memory
def solve(x):
    raise type("Odd", (Exception,), {"__str__": lambda self: 1 / 0})()
