# attack: Fills the disk through one file.
# right: error, failed
def solve(x):
    with open("@FOLDER@/big", "wb") as file:
        for _ in range(64):
            file.write(b"x" * (1 << 20))
