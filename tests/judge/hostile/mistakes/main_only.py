# attack: All the code is in the main block.
# right: missing
if __name__ == "__main__":
    def solve(x):
        return x
