# attack: Writes a made-up frame on every descriptor.
# right: invalid, crashed, failed
import os
import struct
def solve(x):
    text = b'{"id": "0", "ok": [3.0, 3.0, 3.0, 3.0, 3.0]}'
    for descriptor in range(3, 100):
        try:
            os.write(descriptor, struct.pack(">4sII", b"MKM1", len(text), 0) + text)
        except OSError:
            pass
    return [0.0] * len(x)
