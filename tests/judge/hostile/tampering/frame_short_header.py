# attack: Answers with a frame of its own: short header.
# right: invalid, crashed, timeout
import os
import struct
def solve(x):
    os.write(3, struct.pack(">4sII", b"MKM1", 1000, 0) + b"{")
    os.close(3)
