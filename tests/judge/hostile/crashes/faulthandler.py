# attack: Brings its process down: faulthandler.
# right: crashed, memory
def solve(x):
    import faulthandler; faulthandler._sigsegv()
