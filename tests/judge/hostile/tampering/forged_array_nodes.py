# attack: Sends an array node whose shape does not fit its buffer.
# right: invalid, crashed, failed
import sys
for name, module in list(sys.modules.items()):
    if name.endswith(".serve"):
        module.answer = lambda session, header, buffers: ({"ok": {"a": 0, "dtype": "d", "shape": [2 ** 39, 2 ** 39]}}, [b"12345678"])
def solve(x):
    return 0
