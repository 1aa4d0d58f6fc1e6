# attack: Raises an exception that is hard to show: escapes.
# right: error, failed, memory
def solve(x):
    raise RuntimeError("\x1b[2J\x1b]0;owned\x07\u202e\r\n passed")
