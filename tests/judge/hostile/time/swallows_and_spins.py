# attack: Catches every exception and goes on.
# right: timeout
# limit: 0.4
def solve(x):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
