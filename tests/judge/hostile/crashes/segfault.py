# attack: Brings its process down: segfault.
# right: crashed, memory
def solve(x):
    import ctypes; ctypes.string_at(0)
