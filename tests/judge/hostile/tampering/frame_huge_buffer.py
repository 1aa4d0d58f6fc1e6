# attack: Answers with a frame of its own: huge buffer.
# right: invalid, crashed, timeout
import os
import struct
def solve(x):
    os.write(3, struct.pack(">4sIIQ", b"MKM1", 2, 1, 2**63) + b"{}")
    os.close(3)
