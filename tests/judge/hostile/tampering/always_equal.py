# attack: Returns an object that equals everything.
# right: failed, invalid
class Equal:
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __len__(self): return 5
    def __getitem__(self, i): return self
    def __float__(self): return 1.0
    def __array__(self, *args, **kwargs): raise RuntimeError("never asked")
def solve(x):
    return Equal()
