# attack: Reads the next request itself and answers the one before.
# right: invalid, crashed, timeout, failed, error
# limit: 1
import os, struct, threading
def thief():
    while True:
        data = os.read(3, 1 << 16)
        if not data:
            return
        text = b'{"id": "stolen", "ok": 1.0}'
        os.write(3, struct.pack(">4sII", b"MKM1", len(text), 0) + text)
threading.Thread(target=thief, daemon=True).start()
def solve(x):
    return [0.0] * len(x)
