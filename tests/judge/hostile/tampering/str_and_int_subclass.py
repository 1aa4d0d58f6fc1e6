# attack: Returns a list subclass of int subclasses.
# right: failed, invalid
class Number(int):
    def __eq__(self, other): return True
    __hash__ = int.__hash__
class Row(list):
    def __len__(self): return 5
def solve(x):
    return Row([Number(1)] * 3)
