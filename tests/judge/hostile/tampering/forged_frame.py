# attack: Claims a data frame in a problem that has nothing to do with pandas, to have the grader import it.
# right: invalid, crashed, failed
import sys
FRAME = {"p": {"t": ["frame", {"t": ["range", 0, 0, 1, None]}, {"t": ["range", 0, 5, 1, None]}, []]}}
for name, module in list(sys.modules.items()):
    if name.endswith(".serve"):
        module.answer = lambda session, header, buffers: ({"ok": FRAME}, [])
def solve(x):
    return 0
