# attack: Reports an error whose parts are no text.
# right: invalid, crashed, failed, error
import sys
for name, module in list(sys.modules.items()):
    if name.endswith(".serve"):
        module.answer = lambda session, header, buffers: ({"error": {"type": [1], "types": {"a": 1}, "message": {"x": []}, "frames": [[1], 2, "x"]}}, [])
def solve(x):
    return 0
