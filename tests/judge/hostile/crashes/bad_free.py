# attack: Brings its process down: bad free.
# right: crashed, memory
def solve(x):
    import ctypes; ctypes.CDLL(None).free(ctypes.c_void_p(8))
