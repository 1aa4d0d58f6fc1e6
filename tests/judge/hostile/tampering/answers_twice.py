# attack: Writes an answer before the worker does, with an id it found in its own frames.
# right: failed, invalid, crashed
import os, struct, sys
def solve(x):
    frame, token = sys._getframe(), "0"
    while frame is not None:
        header = frame.f_locals.get("header")
        if isinstance(header, dict) and "id" in header:
            token = header["id"]
        frame = frame.f_back
    text = ('{"id": "%s", "ok": [1.0, 1.0, 1.0, 1.0, 1.0]}' % token).encode()
    os.write(3, struct.pack(">4sII", b"MKM1", len(text), 0) + text)
    return [0.0] * len(x)
