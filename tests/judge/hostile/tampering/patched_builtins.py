# attack: Replaces built-in functions that a comparison could use.
# right: failed, invalid, error, crashed
import builtins
builtins.abs = builtins.max = builtins.sum = lambda *a, **k: 0
builtins.all = builtins.any = lambda *a, **k: True
builtins.isinstance = lambda *a: True
def solve(x):
    return [0.0] * len(x)
