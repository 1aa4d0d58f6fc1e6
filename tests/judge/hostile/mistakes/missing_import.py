# attack: NumPy is used and not imported.
# right: error, failed
def solve(x):
    return np.asarray(x) * 2 + 1
