# attack: Brings its process down: illegal.
# right: crashed, memory
def solve(x):
    import os, signal; os.kill(os.getpid(), signal.SIGILL)
