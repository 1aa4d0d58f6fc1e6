# attack: Makes the struct module lie about lengths.
# right: invalid, crashed, failed, error
import struct
class Liar:
    size = 12
    def __init__(self, *a): pass
    def pack(self, *a): return b"MKM1" + b"\xff" * 8
    def unpack(self, *a): return (b"MKM1", 2, 0)
    def iter_unpack(self, *a): return iter(())
struct.Struct = Liar
import sys
for name, module in list(sys.modules.items()):
    if name.endswith(".wire"):
        module.PREFIX = Liar()
def solve(x):
    return [0.0] * len(x)
