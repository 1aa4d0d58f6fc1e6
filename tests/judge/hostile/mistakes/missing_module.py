# attack: Imports what is not installed.
# right: error
import no_such_module_anywhere
def solve(x):
    return x
