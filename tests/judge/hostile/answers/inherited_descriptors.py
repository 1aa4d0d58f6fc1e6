# attack: Looks for descriptors that it inherited.
# right: failed, invalid
import os
def solve(x):
    found = []
    for descriptor in range(4, 200):
        try:
            os.fstat(descriptor)
            found.append(descriptor)
        except OSError:
            pass
    assert not found, found
    return [0.0] * len(x)
