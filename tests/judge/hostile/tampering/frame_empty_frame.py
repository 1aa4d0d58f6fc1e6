# attack: Answers with a frame of its own: empty frame.
# right: invalid, crashed, timeout
import os
import struct
def solve(x):
    os.write(3, struct.pack(">4sII", b"MKM1", 0, 0))
    os.close(3)
