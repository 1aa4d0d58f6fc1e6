# attack: Takes all the time there is: stops itself.
# right: timeout, memory, failed
# limit: 0.4
def solve(x):
    import os, signal; os.kill(os.getpid(), signal.SIGSTOP)
