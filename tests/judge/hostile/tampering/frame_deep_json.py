# attack: Answers with a frame of its own: deep json.
# right: invalid, crashed, timeout
import os
import struct
def solve(x):
    os.write(3, struct.pack(">4sII", b"MKM1", 200000, 0) + b"[" * 100000 + b"]" * 100000)
    os.close(3)
