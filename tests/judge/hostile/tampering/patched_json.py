# attack: Makes the JSON module write another answer.
# right: invalid, crashed, failed, error
import json
json.dumps = lambda *a, **k: '{"ok": [1.0], "cpu": 0}'
def solve(x):
    return [0.0] * len(x)
