# attack: Tabs and spaces are mixed.
# right: error
def solve(x):
    if True:
	return x
