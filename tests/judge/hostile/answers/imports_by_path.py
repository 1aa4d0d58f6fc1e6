# attack: Loads the cases through importlib, by their path.
# right: error, failed
import numpy as np


def answer(x):
    return 2 * np.asarray(x, dtype=float) + 1


def solve(x):
    import importlib.util
    spec = importlib.util.spec_from_file_location("cases", "@CASES@")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return answer(x)
