# attack: Brings its process down: kills itself.
# right: crashed, memory
def solve(x):
    import os; os.kill(os.getpid(), 9)
