# attack: Returns at once an object that never ends being taken apart.
# right: timeout, invalid, failed
# limit: 0.4
class Sticky:
    def __del__(self):
        while True:
            pass
def solve(x):
    Sticky()
