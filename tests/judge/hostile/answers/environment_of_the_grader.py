# attack: Looks for secrets in its environment.
# right: failed, invalid
import os
def solve(x):
    assert not set(os.environ) - {"LANG", "LC_ALL", "PATH", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS", "LC_CTYPE"}
    return [0.0] * len(x)
