# attack: Answers a byte at a time, slowly, so that something always comes.
# right: timeout, crashed, invalid
# limit: 0.5
import os, struct, time
def solve(x):
    for byte in struct.pack(">4sII", b"MKM1", 10000, 0) + b" " * 9000:
        os.write(3, bytes([byte]))
        time.sleep(0.01)
