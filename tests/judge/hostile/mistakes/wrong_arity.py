# attack: Takes no argument.
# right: error, failed
def solve():
    return 1
