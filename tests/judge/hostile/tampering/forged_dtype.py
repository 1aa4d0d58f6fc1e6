# attack: Sends arrays of dtypes that hold objects or code.
# right: invalid, crashed, failed
import sys
for name, module in list(sys.modules.items()):
    if name.endswith(".serve"):
        module.answer = lambda session, header, buffers: ({"ok": {"a": 0, "dtype": "O", "shape": [1]}}, [b"\x00" * 8])
def solve(x):
    return 0
