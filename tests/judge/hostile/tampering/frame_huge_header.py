# attack: Answers with a frame of its own: huge header.
# right: invalid, crashed, timeout
import os
import struct
def solve(x):
    os.write(3, struct.pack(">4sII", b"MKM1", 2**32 - 1, 0))
    os.close(3)
