# attack: Brings its process down: terminates itself.
# right: crashed, memory
def solve(x):
    import os, signal; os.kill(os.getpid(), signal.SIGTERM)
