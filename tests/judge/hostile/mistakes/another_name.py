# attack: A function of another name.
# right: missing
def solver(x):
    return x
