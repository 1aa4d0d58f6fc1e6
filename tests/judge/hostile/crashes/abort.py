# attack: Brings its process down: abort.
# right: crashed, memory
def solve(x):
    import os; os.abort()
