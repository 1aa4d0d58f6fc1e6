# attack: Replaces the worker's encoder by one that sends what it likes.
# right: invalid, crashed, failed, error
import sys
for name, module in list(sys.modules.items()):
    if name.endswith((".wire", ".serve")):
        module.pack = lambda header, buffers, caps: [b"MKM1" + b"\x00\x00\x00\x02\x00\x00\x00\x00{}"]
def solve(x):
    return [0.0] * len(x)
