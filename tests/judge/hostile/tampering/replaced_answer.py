# attack: Replaces the worker's own loop to claim success.
# right: invalid, crashed, failed, error
import sys
for name, module in list(sys.modules.items()):
    if name.endswith(".serve"):
        module.answer = lambda session, header, buffers: ({"ok": True, "passed": True, "outcome": "passed", "verdict": "passed"}, [])
def solve(x):
    return [0.0] * len(x)
