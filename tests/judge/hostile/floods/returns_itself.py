# attack: Returns a list that holds itself.
# right: invalid, failed
def solve(x):
    found = []
    found.append(found)
    return found
