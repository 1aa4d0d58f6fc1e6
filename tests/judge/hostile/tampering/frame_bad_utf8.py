# attack: Answers with a frame of its own: bad utf8.
# right: invalid, crashed, timeout
import os
import struct
def solve(x):
    os.write(3, struct.pack(">4sII", b"MKM1", 4, 0) + b"\xff\xfe\xff\xfe")
    os.close(3)
