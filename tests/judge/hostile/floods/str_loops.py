# attack: Raises an exception whose text never ends.
# right: timeout
# limit: 0.4
class Endless(Exception):
    def __str__(self):
        while True:
            pass


def solve(x):
    raise Endless
