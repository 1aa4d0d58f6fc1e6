# attack: Brings its process down: closes everything.
# right: crashed, memory
def solve(x):
    import os; os.closerange(0, 200)
