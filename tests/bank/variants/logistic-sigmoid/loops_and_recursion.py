"""Pure Python: recursion over nested lists down to the number, with two branches of math.exp."""

import math


def sigmoid(z):
    if hasattr(z, "tolist"):
        z = z.tolist()
    if isinstance(z, (list, tuple)):
        return [sigmoid(one) for one in z]
    if z >= 0:
        return 1.0 / (1.0 + math.exp(-z))
    e = math.exp(z)
    return e / (1.0 + e)
