# attack: Returns floats that equal every other float.
# right: failed, invalid
class Yes(float):
    def __eq__(self, other): return True
    def __sub__(self, other): return Yes(0)
    def __abs__(self): return Yes(0)
    def __le__(self, other): return True
    __hash__ = float.__hash__
def solve(x):
    return [Yes(0.0) for _ in x]
