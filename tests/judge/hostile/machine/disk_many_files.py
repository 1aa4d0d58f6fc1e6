# attack: Fills the disk with many small files.
# right: error, failed
def solve(x):
    for i in range(100):
        open(f"@FOLDER@/file{i}", "w").write("x")
