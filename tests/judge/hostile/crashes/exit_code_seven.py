# attack: Brings its process down: exit code seven.
# right: crashed, memory
def solve(x):
    import os; os._exit(7)
