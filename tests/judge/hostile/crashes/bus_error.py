# attack: Brings its process down: bus error.
# right: crashed, memory
def solve(x):
    import os, signal; os.kill(os.getpid(), signal.SIGBUS)
