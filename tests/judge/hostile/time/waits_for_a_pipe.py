# attack: Takes all the time there is: waits for a pipe.
# right: timeout, memory, failed
# limit: 0.4
def solve(x):
    import os; os.read(os.pipe()[0], 1)
