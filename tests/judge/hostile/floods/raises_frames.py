# attack: Raises an exception that is hard to show: frames.
# right: error, failed, memory
def solve(x):
    exec(compile("raise RuntimeError(1)", "<evil>", "exec"))
