# attack: Runs a shell command.
# right: error, failed
import numpy as np


def answer(x):
    return 2 * np.asarray(x, dtype=float) + 1


def solve(x):
    import subprocess
    subprocess.run("true", shell=True, check=True)
    return answer(x)
