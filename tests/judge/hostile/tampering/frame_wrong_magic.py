# attack: Answers with a frame of its own: wrong magic.
# right: invalid, crashed, timeout
import os
import struct
def solve(x):
    os.write(3, b"GET / HTTP/1.1\r\n\r\n" * 4)
    os.close(3)
