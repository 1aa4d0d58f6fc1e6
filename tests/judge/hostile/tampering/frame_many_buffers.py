# attack: Answers with a frame of its own: many buffers.
# right: invalid, crashed, timeout
import os
import struct
def solve(x):
    os.write(3, struct.pack(">4sII", b"MKM1", 2, 2**32 - 1))
    os.close(3)
