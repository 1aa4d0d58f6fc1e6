# attack: Opens a database of the user.
# right: error, failed
import numpy as np


def answer(x):
    return 2 * np.asarray(x, dtype=float) + 1


def solve(x):
    import sqlite3
    sqlite3.connect("file:@PRIVATE@?mode=ro", uri=True).execute("select 1 from sqlite_master").fetchall()
    return answer(x)
