# attack: Claims that its result is an object that stayed, with a number of its own choice.
# right: invalid, crashed, failed, error
import sys
for name, module in list(sys.modules.items()):
    if name.endswith(".serve"):
        module.answer = lambda session, header, buffers: ({"ok": {"h": [-1, "x" * 10 ** 6, True]}}, [])
def solve(x):
    return 0
