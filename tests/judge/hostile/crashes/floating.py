# attack: Brings its process down: floating.
# right: crashed, memory
def solve(x):
    import os, signal; os.kill(os.getpid(), signal.SIGFPE)
