# attack: Puts every outcome there is into its answer.
# right: invalid, crashed, failed, error, missing, memory
import sys
for name, module in list(sys.modules.items()):
    if name.endswith(".serve"):
        module.answer = lambda session, header, buffers: ({"missing": 7, "unsendable": [], "outcome": "passed", "ok": None, "cpu": "fast"}, [])
def solve(x):
    return 0
